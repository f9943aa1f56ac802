import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

/** Originals to render, each with the name of a built-in profile. */
export const tasks = z.array(z.object({ file: z.string(), profile: z.string() }));
export type Task = z.output<typeof tasks>[number];

const rendering = z.object({
  /** The most bytes that were resident while it was made, and those that were after. */
  peak: z.number(),
  after: z.number(),
  /** In milliseconds. */
  cpu: z.number(),
  wall: z.number(),
  /** Bytes of all renditions. */
  written: z.number(),
});
export type Rendering = z.output<typeof rendering>;

/** Makes the renditions of one original after the other in a fresh process with this environment. */
export async function renderAll(
  work: readonly Task[],
  env: Readonly<Record<string, string>>,
): Promise<Rendering[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--conditions=@thumbing/source',
      join(import.meta.dirname, 'render-images.ts'),
      JSON.stringify(work),
    ],
    { env: { ...env } },
  );
  return z.array(rendering).parse(JSON.parse(stdout));
}
