import { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { photo } from '@thumbing/image-processor/testing';
import { edition, type Edition } from './testing/edition.ts';

const jpeg = new Uint8Array(await photo({ width: 600, height: 400 }));

/** Sends a signal to the first worker process, once it has received an original. */
function onFirstRender(signal: NodeJS.Signals): { readonly end: () => void } {
  let first = true;
  const see = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('process' in message)) return;
    const { process: child } = message;
    if (!first || !(child instanceof ChildProcess)) return;
    first = false;
    child.on('message', (said: unknown) => {
      if (isStarted(said)) child.kill(signal);
    });
  };
  subscribe('child_process', see);
  return { end: () => unsubscribe('child_process', see) };
}

const isStarted = (said: unknown): boolean =>
  typeof said === 'object' && said !== null && 'type' in said && said.type === 'started';

describe('a process that renders', () => {
  let running: Edition;
  let watch: ReturnType<typeof onFirstRender>;
  afterEach(async () => {
    watch.end();
    await running.close();
  });

  /** Uploads a photo, waits for its end, and returns it with the statuses of `/health` until then. */
  async function uploaded() {
    const ada = await running.as('ada');
    const over = new AbortController();
    const statuses = new Set<number>();
    const asking = (async () => {
      while (!over.signal.aborted) statuses.add((await fetch(`${running.url}/health`)).status);
    })();
    const image = await ada.settled(await ada.upload(jpeg));
    over.abort();
    await asking;
    return { image, statuses: [...statuses] };
  }

  it('may be killed: the image becomes ready, and the server answers all the while', async () => {
    watch = onFirstRender('SIGKILL');
    running = await edition();
    const { image, statuses } = await uploaded();
    expect(image).toMatchObject({ status: 'ready', renditions: { length: 4 } });
    expect(statuses).toEqual([200]);
    expect(running.logged).toEqual([
      `image ${image.id}: processing failed, attempt 1: ` +
        'Error: the process for this image ended unexpectedly (SIGKILL)',
    ]);
  });

  it('may be paused for longer than every limit: the image becomes ready, and is not blamed', async () => {
    watch = onFirstRender('SIGSTOP');
    running = await edition({ config: { limits: { cpuTime: 5, timeout: 5 } } });
    const { image, statuses } = await uploaded();
    expect(image).toMatchObject({ status: 'ready', renditions: { length: 4 } });
    expect(statuses).toEqual([200]);
    expect(running.logged[0]).toBe(
      `image ${image.id}: processing failed, attempt 1: RenderTimeoutError: ` +
        'the render took longer than limits.timeout, 5 seconds; try again, or allow longer',
    );
  });
});
