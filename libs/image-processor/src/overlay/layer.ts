import type { Size } from '../geometry/region.ts';
import type { Pixels } from '../raster/raster.ts';

/** Pixels to be laid over a picture, as large as it may be. */
export const layer = ({ data, width, height, channels }: Pixels) => ({
  input: data,
  raw: { width, height, channels },
  limitInputPixels: false,
});

/** What a margin leaves of a picture. A margin of half the shorter side or more gives way, so that a pixel is left. */
export function within({ width, height }: Size, margin: number): Size & { readonly inset: number } {
  const inset = Math.min(margin, Math.floor((Math.min(width, height) - 1) / 2));
  return { width: width - 2 * inset, height: height - 2 * inset, inset };
}
