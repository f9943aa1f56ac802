import { setImmediate } from 'node:timers/promises';
import type { Size } from './raw-image.ts';

/** Pixels that are worked on in one go: a few milliseconds. */
const GO = 2 ** 15;

/** Does the work for each row from the top; now and then, everything else that waits has its turn. */
export async function eachRow({ width, height }: Size, work: (y: number) => void): Promise<void> {
  const rows = Math.ceil(GO / width);
  for (let y = 0; y < height; y += 1) {
    work(y);
    if (y % rows === rows - 1) await setImmediate();
  }
}
