import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { inspect } from '../inspect.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { renderInProcess } from '../render/in-process.ts';
import { inspectInProcess } from '../source/inspect-in-process.ts';
import { photo } from '../testing/index.ts';
import { inProcess } from '../testing/in-process.ts';
import { LIMITS } from '../testing/make.ts';
import type { RenderOptions } from '../types.ts';
import { gone, watchProcesses, type Processes } from './testing/processes.ts';
import { SIMPLE, svg } from './testing/svg.ts';

const options: RenderOptions = {
  accept: ['svg', 'jpeg'],
  limits: LIMITS,
  variants: {
    large: recipe.parse({ resize: { width: 90 } }),
    small: recipe.parse({ resize: { width: 40 } }),
  },
  formats: ['png', 'webp'],
};

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const result of results) read.push(result);
  return read;
}

let processes: Processes;
beforeEach(() => {
  processes = watchProcesses();
});
// Whatever a test is about: nothing is left of it.
afterEach(() => processes.end());

describe('what is made in a process of its own', () => {
  it.each`
    what       | bytes
    ${'svg'}   | ${() => svg('<circle cx="200" cy="200" r="150" fill="#c40"/>')}
    ${'photo'} | ${() => photo({ width: 120, height: 80, orientation: 6, gps: true })}
  `(
    'of a $what is the same as in this one',
    async ({ bytes }: { bytes: () => Buffer | Promise<Buffer> }) => {
      const original = await bytes();
      const asked = {
        ...options,
        variants: {
          plain: recipe.parse({ resize: { width: 60 } }),
          searched: recipe.parse({ resize: { width: 50 }, quality: 'auto' }),
          smallest: recipe.parse({ resize: { width: 40 }, formats: { smallest: ['webp', 'png'] } }),
          marked: recipe.parse({
            watermark: { image: 'logo' },
            metadata: 'keep',
            formats: ['jpeg'],
          }),
        },
        images: { logo: await photo({ width: 9, height: 9, format: 'png', alpha: true }) },
      };
      const isolated = await render(original, { ...asked, isolate: true });
      expect(processes.started).toHaveLength(1);
      const here = await renderInProcess(original, asked);
      expect(isolated.original).toEqual(here.original);
      expect(await all(isolated.renditions)).toEqual(await all(here.renditions));
      // Although the process has ended.
      expect(await isolated.placeholder()).toEqual(await here.placeholder());
    },
  );

  it('is inspected as it is in this one', async () => {
    const original = await photo({ width: 40, height: 30, orientation: 8 });
    const isolated = await inspect(original, { ...options, isolate: true });
    expect(processes.started).toHaveLength(1);
    expect(isolated).toEqual(await inspectInProcess(original, options));
  });

  it.each`
    what                     | bytes           | asked                                  | error           | says
    ${'a broken svg'}        | ${svg('<rect')} | ${{}}                                  | ${'ImageError'} | ${'this svg is damaged or incomplete'}
    ${'a small maxBytes'}    | ${SIMPLE}       | ${{ formats: ['png'], maxBytes: 100 }} | ${'ImageError'} | ${'and maxBytes is 100'}
    ${'a missing watermark'} | ${SIMPLE}       | ${{ watermark: { image: 'logo' } }}    | ${'Error'}      | ${'there is no image "logo" for a watermark'}
  `(
    'fails as it does in this one: $what',
    async ({
      bytes,
      asked,
      error,
      says,
    }: {
      bytes: Buffer;
      asked: z.input<typeof recipe>;
      error: string;
      says: string;
    }) => {
      const making = async () =>
        all(
          (await render(bytes, { ...options, variants: { it: recipe.parse(asked) } })).renditions,
        );
      const thrown: unknown = await making().catch((reason: unknown) => reason);
      expect(thrown).toMatchObject({
        name: error,
        message: expect.stringContaining(says) as string,
      });
      expect(processes.started).toHaveLength(1);
    },
  );
});

describe('who reads the renditions', () => {
  it('is handed each when they ask for it, and not before', async () => {
    let answers = 0;
    const counting = watchProcesses((child) =>
      child.on('message', (message) => {
        if (z.safeParse(z.object({ type: z.literal('answer') }), message).success) answers += 1;
      }),
    );
    const { renditions } = await render(SIMPLE, options);
    expect(answers).toBe(1);
    for (const read of [2, 3, 4, 5]) {
      await wait(50);
      expect((await renditions.next()).done).toBe(false);
      expect(answers).toBe(read);
    }
    await renditions.return();
    await counting.end();
  });

  it.each([0, 1, 4])('ends the process by stopping after %i', async (count) => {
    const { renditions } = await render(SIMPLE, options);
    for (let read = 0; read < count; read += 1) await renditions.next();
    expect(processes.started[0]?.signalCode).toBeNull();
    expect(await renditions.return()).toEqual({ done: true, value: undefined });
    await processes.end();
    expect(await renditions.next()).toEqual({ done: true, value: undefined });
  });

  it('may abort it while they do something else', async () => {
    const stop = new AbortController();
    const { renditions } = await render(SIMPLE, { ...options, signal: stop.signal });
    await renditions.next();
    stop.abort(new Error('they left'));
    await processes.end();
    await expect(renditions.next()).rejects.toThrow('they left');
  });

  it('may forget them, and may end before they have read them', async () => {
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

describe('no process is started', () => {
  it.each`
    what                            | bytes                                                     | asked
    ${'for what has no bytes'}      | ${Buffer.alloc(0)}                                        | ${{ isolate: true }}
    ${'for what has too many'}      | ${Buffer.concat([SIMPLE, Buffer.alloc(LIMITS.maxBytes)])} | ${{}}
    ${'for what is no image'}       | ${Buffer.from('dear diary')}                              | ${{ isolate: true }}
    ${'for what is not accepted'}   | ${SIMPLE}                                                 | ${{ accept: ['jpeg'] }}
    ${'when it was aborted before'} | ${SIMPLE}                                                 | ${{ signal: AbortSignal.abort(new Error('they left')) }}
  `('$what', async ({ bytes, asked }: { bytes: Buffer; asked: Partial<RenderOptions> }) => {
    await expect(render(bytes, { ...options, ...asked })).rejects.toThrow();
    await expect(inspect(bytes, { ...options, ...asked })).rejects.toThrow();
    expect(processes.started).toEqual([]);
  });

  it('for a photo, unless that is asked for', async () => {
    const { renditions } = await render(await photo({ width: 8, height: 8 }), options);
    expect(await all(renditions)).toHaveLength(4);
    expect(processes.started).toEqual([]);
  });
});
