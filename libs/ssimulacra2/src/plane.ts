import { KERNEL_RADIUS } from './gaussian-blur.ts';
import type { Size } from './raw-image.ts';

/**
 * One number for each pixel, row by row, with `KERNEL_RADIUS` rows of zeros above and below, so that
 * a vertical blur needs no bounds checks.
 */
export interface Plane extends Size {
  readonly data: Float32Array;
}

/** Length of a plane's data, padding included. */
export const planeLength = ({ width, height }: Size): number =>
  width * (height + 2 * KERNEL_RADIUS);

/** Index of the first pixel of row `y`. */
export const rowStart = (y: number, { width }: Pick<Size, 'width'>): number =>
  (y + KERNEL_RADIUS) * width;

/** A plane at the start of reused memory: its padding is cleared, its pixels are not. */
export function planeIn(memory: Float32Array, size: Size): Plane {
  const data = memory.subarray(0, planeLength(size));
  data.fill(0, 0, rowStart(0, size));
  data.fill(0, rowStart(size.height, size));
  return { width: size.width, height: size.height, data };
}
