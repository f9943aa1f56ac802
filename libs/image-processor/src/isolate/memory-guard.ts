import { ImageError } from '../errors.ts';
import type { Limits } from '../source/facts.ts';
import { availableMemory } from '../util/available-memory.ts';
import { formatBytes } from '../util/byte-size.ts';
import { formatNumber } from '../util/format-number.ts';

/** Bytes of Node, libvips and this library, with a margin. A process that keeps more is not used again. */
export const BASE_MEMORY = 300_000_000;

/** More than the 84 of the largest renders that were measured (`concurrency.ts`): they must pass. */
const BYTES_PER_PIXEL = 96;

/** The rest keeps the system and the caller alive on a machine that is too small for the largest renders. */
const SHARE_OF_MEMORY = 0.75;

/** Memory that a child process may use. */
export interface MemoryLimit {
  readonly bytes: number;
  /** The error for a render that takes more: an `ImageError` unless the machine is too small. */
  readonly exceeded: () => Error;
}

/** Memory that the largest allowed original takes, or else that this machine can spare. */
export function memoryLimit(
  { maxPixels }: Pick<Limits, 'maxPixels'>,
  available = availableMemory(),
): MemoryLimit {
  const needed = BASE_MEMORY + maxPixels * BYTES_PER_PIXEL;
  const spared = Math.floor((available * SHARE_OF_MEMORY) / 1e6) * 1e6;
  return needed <= spared
    ? { bytes: needed, exceeded: () => tooManyPixels(maxPixels) }
    : { bytes: spared, exceeded: () => tooSmallMachine(spared) };
}

const tooManyPixels = (maxPixels: number): ImageError =>
  new ImageError(
    'too-many-pixels',
    `this image takes more memory than the limit of ${formatNumber(maxPixels)} pixels allows; send a simpler one`,
  );

const tooSmallMachine = (spared: number): Error =>
  new Error(
    `the render took more than ${formatBytes(spared)} of memory, which is what this machine can spare; ` +
      'give it more memory, or lower limits.maxPixels',
  );

/** Milliseconds, in which a decoder fills some 50 MB. */
const INTERVAL = 50;

/**
 * Calls `exceeded` once this process uses more memory than the limit. Decoders run on threads of their own, so that
 * this one has time to look; no setting of Node limits their memory.
 */
export function watchMemory(limit: number, exceeded: () => void): { readonly end: () => void } {
  const end = () => clearInterval(timer);
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() <= limit) return;
    end();
    exceeded();
  }, INTERVAL);
  return { end };
}
