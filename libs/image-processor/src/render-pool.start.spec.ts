import { setTimeout as wait } from 'node:timers/promises';
import { watchProcesses, type Processes } from './isolate/testing/processes.ts';
import { recipe } from './recipe/recipe.ts';
import { createRenderPool, type RenderPool } from './render-pool.ts';
import { photo } from './testing/index.ts';
import { LIMITS } from './testing/make.ts';
import type { RenderOptions } from './types.ts';

const picture = await photo({ width: 60, height: 40 });
const options: RenderOptions = {
  accept: ['jpeg'],
  limits: LIMITS,
  variants: { it: recipe.parse({}) },
  formats: ['png'],
};

describe('a process of a render pool, while it starts', () => {
  let paused: Processes;
  let pool: RenderPool;
  beforeEach(() => {
    paused = watchProcesses((child) => child.kill('SIGSTOP'));
    pool = createRenderPool({ workers: 1 });
  });
  afterEach(async () => {
    await pool.close();
    await paused.end();
  });

  it('is not charged to the time of a render', async () => {
    const rendered = pool.render(picture, { ...options, limits: { ...LIMITS, timeout: 3 } });
    await wait(4_000);
    paused.started[0]?.kill('SIGCONT');
    const { value } = await (await rendered).renditions.next();
    expect(value).toMatchObject({ format: 'png', width: 60 });
  });

  it('is killed when its render is given up', async () => {
    const stop = new AbortController();
    const rendered = pool.render(picture, { ...options, signal: stop.signal });
    await wait(100);
    stop.abort(new Error('the client left'));
    await expect(rendered).rejects.toThrow('the client left');
    await paused.end();
  });
});

describe('a process that is started before it is needed', () => {
  let seen: Processes;
  let pool: RenderPool;
  beforeEach(() => {
    seen = watchProcesses();
    pool = createRenderPool({ workers: 2 });
  });
  afterEach(async () => {
    await pool.close();
    await seen.end();
  });

  it('is one, however often it is started, and does the first render', async () => {
    pool.start();
    pool.start();
    const { renditions } = await pool.render(picture, options);
    for await (const { format } of renditions) expect(format).toBe('png');
    pool.start();
    expect(seen.started.length).toBe(1);
  });

  it('ends with the pool, also before it is ready', async () => {
    pool.start();
    await pool.close();
    expect(pool.memory()).toBe(0);
  });
});
