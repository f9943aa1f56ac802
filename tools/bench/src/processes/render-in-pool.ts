import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRenderPool } from '@thumbing/image-processor/pool';
import { readTask } from '../in-process.ts';
import { RENDER_OPTIONS } from '../interleaved/library.ts';
import { poolTask, type PoolRun } from '../memory/pool-memory.ts';
import { memoryOfChildren } from '../one-machine/process-memory.ts';
import { sum } from '../statistics.ts';

/** A process that gives a pool all renders at once, and prints the peak memory of the pool's processes. */
const { workers, memory, tasks } = await readTask(poolTask);
const pool = createRenderPool({ workers, memory });

const renderAll = async (): Promise<void> => {
  const renders = tasks.map(async ({ file, ...task }) => {
    const { renditions } = await pool.render(readFileSync(file), { ...RENDER_OPTIONS, ...task });
    for await (const { data } of renditions) written += data.length;
  });
  await Promise.all(renders);
};

/** Milliseconds between two looks. */
const LOOK = 20;

const peakUntil = async (signal: AbortSignal): Promise<number> => {
  let peak = 0;
  while (!signal.aborted) {
    // A process may end meanwhile.
    const all = await memoryOfChildren(process.pid).catch(() => []);
    peak = Math.max(peak, sum(all.map(({ proportional }) => proportional)));
    await sleep(LOOK);
  }
  return peak;
};

let written = 0;
const end = new AbortController();
const before = performance.now();
const peak = peakUntil(end.signal);
await renderAll();
end.abort();
const found: PoolRun = { peak: await peak, wall: performance.now() - before, written };
await pool.close();
process.stdout.write(JSON.stringify(found));
