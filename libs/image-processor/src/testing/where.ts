import type { Region } from '../geometry/region.ts';
import type { Pixels } from '../raster/raster.ts';
import { coloursOf, type Colour } from './apply.ts';

/** The smallest part of a picture that has all pixels of such colours; nothing where there are none. */
export function where(pixels: Pixels, such: (colour: Colour) => boolean): Region | undefined {
  const found = coloursOf(pixels).flatMap((colour, at) => (such(colour) ? [at] : []));
  if (found.length === 0) return undefined;
  const columns = found.map((at) => at % pixels.width);
  const rows = found.map((at) => Math.floor(at / pixels.width));
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  const [right, bottom] = [Math.max(...columns), Math.max(...rows)];
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}
