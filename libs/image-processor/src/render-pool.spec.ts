import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { RenderTimeoutError } from './errors.ts';
import { gone, watchProcesses, type Processes } from './isolate/testing/processes.ts';
import { ENDLESS, SIMPLE, svg } from './isolate/testing/svg.ts';
import { recipe } from './recipe/recipe.ts';
import { createRenderPool, type RenderPool, type RenderPoolOptions } from './render-pool.ts';
import { renderInProcess } from './render/in-process.ts';
import { photo } from './testing/index.ts';
import { LIMITS, PATIENT } from './testing/make.ts';
import type { Rendered, RenderOptions } from './types.ts';

const options: RenderOptions = {
  accept: ['svg', 'jpeg', 'png', 'avif'],
  limits: { ...LIMITS, ...PATIENT },
  variants: {
    large: recipe.parse({ resize: { width: 30 } }),
    small: recipe.parse({ quality: 50 }),
  },
  formats: ['png', 'webp'],
};
const picture = await photo({ width: 60, height: 40 });

async function read({ renditions, placeholder }: Rendered) {
  const files = [];
  for await (const rendition of renditions) files.push(rendition);
  return { files, placeholder: await placeholder() };
}

let processes: Processes;
let pool: RenderPool;
const open = (asked: RenderPoolOptions = { workers: 1 }) => (pool = createRenderPool(asked));
const made = async (bytes: Uint8Array = picture, asked: Partial<RenderOptions> = {}) =>
  read(await pool.render(bytes, { ...options, ...asked }));
const pids = () => processes.started.map(({ pid }) => pid ?? NaN);

beforeEach(() => {
  processes = watchProcesses();
});
// Every test also checks that no process is left.
afterEach(async () => {
  await pool.close();
  await processes.end();
});

describe('a render pool', () => {
  it('makes the same files as a render in this process, from one original after another', async () => {
    open();
    const asked = {
      ...options,
      variants: {
        ...options.variants,
        searched: recipe.parse({ resize: { width: 40 }, quality: 'auto', formats: ['avif'] }),
        kept: recipe.parse({ metadata: 'keep', colorSpace: 'keep', formats: ['jpeg'] }),
      },
    };
    for (const format of ['jpeg', 'png', 'avif'] as const) {
      const bytes = await photo({ width: 80, height: 50, format });
      expect(await made(bytes, asked)).toEqual(await read(await renderInProcess(bytes, asked)));
    }
    expect(processes.started).toHaveLength(1);
  });

  it('keeps no more processes than workers, whatever is asked of it', async () => {
    open({ workers: 2 });
    const all = await Promise.all(Array.from({ length: 5 }, () => made()));
    expect(all.map(({ files }) => files.length)).toEqual([4, 4, 4, 4, 4]);
    expect(processes.started).toHaveLength(2);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a vector image, whose loader may spin', () => made(SIMPLE)],
    ['a failure', () => made(picture.subarray(0, picture.length / 2)).catch(() => undefined)],
    [
      'a reader that stopped',
      async () => (await pool.render(picture, options)).renditions.return(),
    ],
    [
      'a crash',
      async () => {
        const { renditions } = await pool.render(picture, options);
        processes.started[0]?.kill('SIGSEGV');
        await expect(renditions.next()).rejects.toThrow('ended unexpectedly (SIGSEGV)');
      },
    ],
  ])('replaces a process after %s', async (_, work) => {
    open();
    await work();
    expect((await made()).files).toHaveLength(4);
    expect(processes.started).toHaveLength(2);
    await gone(pids()[0] ?? NaN);
  });

  it('replaces an idle process that was killed', async () => {
    open();
    await made();
    const [idle] = processes.started;
    if (!idle) throw new Error('no process was started');
    const ended = once(idle, 'close');
    idle.kill('SIGKILL');
    await ended;
    expect((await made()).files).toHaveLength(4);
  });

  it('kills the process of a render that is given up, so that the next one can start', async () => {
    open();
    const endless = svg(ENDLESS.masks);
    await expect(made(endless, { limits: { ...LIMITS, timeout: 1 } })).rejects.toBeInstanceOf(
      RenderTimeoutError,
    );
    const spent = made(endless, { limits: { ...options.limits, cpuTime: 0.5 } });
    await expect(spent).rejects.toMatchObject({ code: 'too-slow' });
    expect((await made()).files).toHaveLength(4);
  });

  it('does not charge the wait for a process to the time of a render', async () => {
    open();
    const first = await pool.render(picture, options);
    const second = made(picture, { limits: { ...LIMITS, timeout: 20 } });
    const stop = new AbortController();
    const third = made(picture, { signal: stop.signal });
    stop.abort(new Error('the client left'));
    await expect(third).rejects.toThrow('the client left');
    await read(first);
    expect((await second).files).toHaveLength(4);
  });

  it('starts renders by the memory that their headers tell, and a larger one alone', async () => {
    open({ workers: 2, memory: 1 });
    const first = await pool.render(picture, options);
    const second = pool.render(picture, options);
    await processes.begun();
    // Its header is read by then, so that only memory is missing.
    expect(await Promise.race([second, wait(1_000, 'waits')])).toBe('waits');
    await read(first);
    expect((await read(await second)).files).toHaveLength(4);
    expect(processes.started).toHaveLength(2);
  });

  it('ends all work when it is closed, and takes none after that', async () => {
    open();
    const { renditions } = await pool.render(picture, options);
    const waiting = made();
    waiting.catch(() => undefined);
    await pool.close();
    for (const pid of pids()) await gone(pid);
    await expect(renditions.next()).rejects.toThrow('the render pool was closed');
    await expect(waiting).rejects.toThrow('the render pool was closed');
    await expect(made()).rejects.toThrow('the render pool was closed');
  });

  it('refuses options that are a mistake', async () => {
    expect(() => open({ workers: 0 })).toThrow('workers is 0; write a number above 0');
    open();
    await expect(made(picture, { formats: [] })).rejects.toThrow('formats is empty');
  });
});
