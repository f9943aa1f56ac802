import { availableParallelism, totalmem } from 'node:os';
import type { Limits } from '@thumbing/config';

/** A decoded pixel has at most 4 bytes, and half as much again is in use while it is resized and encoded. */
const BYTES_PER_PIXEL = 6;

/** The rest is for the system, its file cache, and requests. */
const SHARE_OF_MEMORY = 0.5;

/** How many images may be processed at once: one a core, as long as the largest ones fit into memory. */
export function workersFor({ maxPixels }: Pick<Limits, 'maxPixels'>): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  const fitting = Math.floor((memory * SHARE_OF_MEMORY) / (maxPixels * BYTES_PER_PIXEL));
  return Math.max(1, Math.min(availableParallelism(), fitting));
}
