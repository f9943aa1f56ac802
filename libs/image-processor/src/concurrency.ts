import { availableParallelism } from 'node:os';
import type { Limits } from './source/facts.ts';
import { availableMemory } from './util/available-memory.ts';

/**
 * Memory of one render, for each pixel of the largest original that is allowed: measured as 53 bytes for a 20-megapixel
 * PNG with alpha, kept at full size in three formats, 61 with effects, 65 in three color spaces, and 84 with six
 * variants that are all different and of full size, for which the other half of the memory has room. A render of
 * thumbnails takes far less (100 megapixels to the built-in avatars: 1 to 2 bytes).
 */
const BYTES_PER_PIXEL = 65;

/** The rest is for the system, its file cache, and the rest of the process. */
const SHARE_OF_MEMORY = 0.5;

/**
 * The number of renders that this machine can run at once: one per core, as long as the largest ones fit into its
 * memory, and at least one. A single render keeps up to three cores busy.
 */
export function renderConcurrency({ maxPixels }: Pick<Limits, 'maxPixels'>): number {
  const fitting = Math.floor((availableMemory() * SHARE_OF_MEMORY) / (maxPixels * BYTES_PER_PIXEL));
  return Math.max(1, Math.min(availableParallelism(), fitting));
}
