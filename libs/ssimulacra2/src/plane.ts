import type { Size } from './raw-image.ts';
import { REACH } from './gaussian-blur.ts';

/**
 * A number for each pixel, row by row, with `REACH` rows of zeros above and below: a blur may go
 * over the edge without asking where it is.
 */
export interface Plane extends Size {
  readonly data: Float32Array;
}

/** Numbers that a plane takes. */
export const roomFor = ({ width, height }: Size): number => width * (height + 2 * REACH);

/** Where a row starts. */
export const startOf = (y: number, { width }: Pick<Size, 'width'>): number => (y + REACH) * width;

/** A plane in memory that had others in it. */
export function planeIn(memory: Float32Array, size: Size): Plane {
  const data = memory.subarray(0, roomFor(size));
  data.fill(0, 0, startOf(0, size));
  data.fill(0, startOf(size.height, size));
  return { width: size.width, height: size.height, data };
}
