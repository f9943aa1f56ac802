import type { Region } from '../geometry/region.ts';
import type { Pixels } from '../raster/pixels.ts';
import { colorsOf, type Color } from './apply.ts';

/** The smallest region that contains all pixels whose colors match; undefined where there are none. */
export function matchingRegion(
  pixels: Pixels,
  matches: (color: Color) => boolean,
): Region | undefined {
  const found = colorsOf(pixels).flatMap((color, at) => (matches(color) ? [at] : []));
  if (found.length === 0) return undefined;
  const columns = found.map((at) => at % pixels.width);
  const rows = found.map((at) => Math.floor(at / pixels.width));
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  const [right, bottom] = [Math.max(...columns), Math.max(...rows)];
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}
