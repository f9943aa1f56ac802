import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { render } from '../render.ts';
import { inProcess } from '../testing/in-process.ts';
import { LIMITS } from '../testing/make.ts';
import { OPTIONS } from './testing/options.ts';
import { gone, watchProcesses, type Processes } from './testing/processes.ts';
import { SIMPLE } from './testing/svg.ts';

let processes: Processes;
beforeEach(() => {
  processes = watchProcesses();
});
// Every test also checks that no process is left.
afterEach(() => processes.end());

describe('a reader of isolated renditions', () => {
  it('gets each when it asks for it, and not before', async () => {
    let answers = 0;
    const counting = watchProcesses((child) =>
      child.on('message', (message) => {
        if (z.safeParse(z.object({ type: z.literal('answer') }), message).success) answers += 1;
      }),
    );
    const { renditions } = await render(SIMPLE, OPTIONS);
    expect(answers).toBe(2);
    for (const read of [3, 4, 5, 6]) {
      await wait(50);
      expect((await renditions.next()).done).toBe(false);
      expect(answers).toBe(read);
    }
    await renditions.return();
    await counting.end();
  });

  it.each([0, 1, 4])('ends the child by stopping after %i', async (count) => {
    const { renditions } = await render(SIMPLE, OPTIONS);
    for (let read = 0; read < count; read += 1) await renditions.next();
    expect(processes.started[0]?.signalCode).toBeNull();
    expect(await renditions.return()).toEqual({ done: true, value: undefined });
    await processes.end();
    expect(await renditions.next()).toEqual({ done: true, value: undefined });
  });

  it('may abort between two renditions', async () => {
    const stop = new AbortController();
    const { renditions } = await render(SIMPLE, { ...OPTIONS, signal: stop.signal });
    await renditions.next();
    stop.abort(new Error('the client left'));
    await processes.end();
    await expect(renditions.next()).rejects.toThrow('the client left');
  });

  it('may drop them, and may exit before it has read them', async () => {
    const printed = await inProcess(`
      import { subscribe } from 'node:diagnostics_channel';
      import { setTimeout as wait } from 'node:timers/promises';
      import { setFlagsFromString } from 'node:v8';
      import { runInNewContext } from 'node:vm';
      import { render } from '@thumbing/image-processor';

      setFlagsFromString('--expose-gc');
      const collectGarbage = runInNewContext('gc');
      const started = [];
      subscribe('child_process', ({ process }) => started.push(process));
      const begin = () => render(Buffer.from(${JSON.stringify(SIMPLE.toString())}), {
        accept: ['svg'], variants: {}, formats: ['png'], limits: ${JSON.stringify(LIMITS)},
      });
      await begin();
      while (started[0].signalCode === null) {
        collectGarbage();
        await wait(20);
      }
      globalThis.kept = await begin();
      console.log(JSON.stringify({ forgotten: started[0].signalCode, unread: started[1].pid }));
    `);
    const { forgotten, unread } = z
      .object({ forgotten: z.string(), unread: z.int() })
      .parse(printed);
    expect(forgotten).toBe('SIGKILL');
    await gone(unread);
  });
});
