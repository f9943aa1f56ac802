import { availableParallelism } from 'node:os';
import { memoryHere } from './util/available-memory.ts';
import type { Limits } from './types.ts';

/**
 * What one render holds, for each pixel of the largest original that is allowed: measured as 53 bytes on a 20-megapixel
 * PNG with alpha, kept at full size in three formats, 61 with effects, 65 in three kinds of colours, and 84 with six
 * variants that are all different and of full size, for which the other half of the memory has room. One that makes
 * thumbnails holds far less (100 megapixels to the built-in avatars: 1 to 2 bytes).
 */
const BYTES_PER_PIXEL = 65;

/** The rest is for the system, its file cache, and whatever else the process does. */
const SHARE_OF_MEMORY = 0.5;

/**
 * How many renders this machine can run at once: one a core, as long as the largest ones fit into its
 * memory, and at least one. A render by itself keeps up to three cores busy.
 */
export function rendersAtOnce({ maxPixels }: Pick<Limits, 'maxPixels'>): number {
  const fitting = Math.floor((memoryHere() * SHARE_OF_MEMORY) / (maxPixels * BYTES_PER_PIXEL));
  return Math.max(1, Math.min(availableParallelism(), fitting));
}
