import { ImageError } from '../errors.ts';
import { memoryHere } from '../util/available-memory.ts';
import type { Limits } from '../types.ts';

/** Node, libvips and this library, with room to spare. */
const BASE = 300_000_000;

/** More than the 84 that the largest renders were seen to hold (`renders-at-once.ts`): they have to pass. */
const BYTES_PER_PIXEL = 96;

/** What is left keeps the system and the caller alive, where this machine is too small for the largest renders. */
const SHARE_OF_MEMORY = 0.75;

/** Bytes that the process of a render may hold: as much as the largest original takes that is allowed. */
export function mostMemory({ maxPixels }: Pick<Limits, 'maxPixels'>): number {
  return Math.min(BASE + maxPixels * BYTES_PER_PIXEL, memoryHere() * SHARE_OF_MEMORY);
}

/** Milliseconds. A decoder fills some 50 MB in them. */
const INTERVAL = 50;

/**
 * Calls once this process holds more memory than so many bytes. Decoders work on threads of their own, and leave this
 * one the time to look; nothing of Node's bounds what they take.
 */
export function watchMemory(most: number, exceeded: () => void): void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() <= most) return;
    clearInterval(timer);
    exceeded();
  }, INTERVAL);
}

export const tooMuchMemory = ({ maxPixels }: Pick<Limits, 'maxPixels'>): ImageError =>
  new ImageError(
    'too-many-pixels',
    `this image takes more memory than one of ${maxPixels.toLocaleString('en')} pixels, the most, may take; send a simpler one`,
  );
