import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { callSharp } from '../interleaved/sharp-calls.ts';
import { makeByLibrary } from '../interleaved/library.ts';
import type { LoadedTask } from '../interleaved/render-task.ts';
import { readTask } from '../in-process.ts';
import { renderings, type Maker, type Rendering } from '../memory/rendering.ts';

/**
 * A process that makes renditions as the function does, one original after the other, and prints the time and memory
 * of each.
 */
const { tasks, maker, cache } = await readTask(renderings);
if (!cache) sharp.cache(false);

const MAKERS: Readonly<
  Record<Maker, (task: LoadedTask) => Promise<readonly { readonly length: number }[]>>
> = {
  library: async (task) => (await makeByLibrary(task)).map(({ data }) => data),
  'three calls': (task) => callSharp(task),
  'one call': (task) => callSharp(task, 1),
};

const done: Rendering[] = [];
for (const { file, ...rest } of tasks) {
  const bytes = readFileSync(file);
  forgetPeak();
  const [cpuBefore, before] = [process.cpuUsage(), performance.now()];
  const files = await MAKERS[maker]({ ...rest, bytes });
  const { user, system } = process.cpuUsage(cpuBefore);
  done.push({
    peak: residentPeak(),
    after: process.memoryUsage.rss(),
    cpu: (user + system) / 1_000,
    wall: performance.now() - before,
    written: files.reduce((sum, { length }) => sum + length, 0),
  });
}
process.stdout.write(JSON.stringify(done));

/** Resets the peak that Linux reports. */
function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

/** Peak resident bytes. Unlike `maxRSS`, it does not include those of the parent when it started this process. */
function residentPeak(): number {
  const [, kibibytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1_024;
}
