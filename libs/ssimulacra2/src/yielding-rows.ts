import { setImmediate } from 'node:timers/promises';
import type { Size } from './raw-image.ts';

/** Pixels processed between two turns of the event loop: a few milliseconds of work. */
const PIXELS_PER_TURN = 2 ** 15;

/** Calls `work` for each row from the top, and yields to the event loop at regular intervals. */
export async function forEachRow(
  { width, height }: Size,
  work: (y: number) => void,
): Promise<void> {
  const rows = Math.ceil(PIXELS_PER_TURN / width);
  for (let y = 0; y < height; y += 1) {
    work(y);
    if (y % rows === rows - 1) await setImmediate();
  }
}
