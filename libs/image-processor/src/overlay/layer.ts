import type { Size } from '../geometry/region.ts';
import type { Pixels } from '../raster/pixels.ts';

/** A layer of raw pixels, of any size. */
export const layer = ({ data, width, height, channels }: Pixels) => ({
  input: data,
  raw: { width, height, channels },
  limitInputPixels: false,
});

/** The area inside a margin. A margin of half the shorter side or more is reduced, so that one pixel is left. */
export function insetBy(
  { width, height }: Size,
  margin: number,
): Size & { readonly inset: number } {
  const inset = Math.min(margin, Math.floor((Math.min(width, height) - 1) / 2));
  return { width: width - 2 * inset, height: height - 2 * inset, inset };
}
