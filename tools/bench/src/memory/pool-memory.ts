import { builtinProfiles } from '@thumbing/config';
import * as z from 'zod';
import type { Report } from '../benchmark.ts';
import { inFolder } from '../in-folder.ts';
import { inProcess } from '../in-process.ts';
import { renderTask, type RenderTaskInput } from '../interleaved/render-task.ts';
import { onLinux } from '../on-linux.ts';
import { writeAvif, writeJpeg, writePng } from '../pictures/originals.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';
import { megabytes } from '../units.ts';

/** Renders that are asked for at once, and processes of the pool: more than its memory allows. */
const AT_ONCE = 16;
const WORKERS = 8;

/** Bytes that the pool may take. */
const MEMORY = 1_000_000_000;

/** Peak relative to that. */
const MOST = 1.5;

/** A pool, and the originals that it is given at once. */
export const poolTask = z.object({
  workers: z.int(),
  memory: z.number(),
  tasks: z.array(renderTask),
});

const poolRun = z.object({
  /** Bytes of all processes of the pool, shared pages counted once: the most that was seen. */
  peak: z.number(),
  /** Milliseconds. */
  wall: z.number(),
  /** Bytes of all renditions. */
  written: z.number(),
});
export type PoolRun = z.output<typeof poolRun>;

const { avatar, photo } = builtinProfiles;

/** Memory of a pool that has more work than its memory allows at once. */
export async function poolMemory(log: (message: string) => void): Promise<Report> {
  onLinux('memory is read from /proc');
  const { peak, ...run } = await inFolder(async (folder) => {
    const files = [
      await writeJpeg(folder, 24),
      await writePng(folder, 12),
      await writeAvif(folder, 12),
      await writeJpeg(folder, 2),
    ];
    const tasks = Array.from({ length: AT_ONCE }, (_, n): RenderTaskInput => ({
      file: files[n % files.length] ?? '',
      variants: (n % 8 < 4 ? avatar : photo).variants,
      formats: ['webp', 'jpeg'],
    }));
    log(`${AT_ONCE} renders`);
    const task = { workers: WORKERS, memory: MEMORY, tasks };
    return inProcess('render-in-pool', task, poolRun, LIKE_THE_FUNCTION);
  });
  const fits = peak <= MEMORY * MOST;
  return {
    tables: [
      {
        title: 'Peak memory of a pool, relative to the memory that it is given',
        rows: [
          ['given', 'peak', 'ratio', 'goal', ''],
          [
            megabytes(MEMORY),
            megabytes(peak),
            (peak / MEMORY).toFixed(2),
            `≤ ${MOST}`,
            fits ? 'pass' : 'miss',
          ],
        ],
        notes: [
          `All ${WORKERS} processes of the pool, idle ones included; pages that several have are counted once. ${AT_ONCE} renders are asked for at once: avatars and photos of JPEGs of 24 and 2 megapixels, and of a PNG and an AVIF of 12.`,
        ],
      },
    ],
    figures: { atOnce: AT_ONCE, workers: WORKERS, memory: MEMORY, peak, ...run },
    missed: fits ? [] : [`a pool of ${megabytes(MEMORY)} takes ${megabytes(peak)}`],
  };
}
