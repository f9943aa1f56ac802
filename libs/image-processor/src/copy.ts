import type { Region, Size } from './geometry.ts';
import { cut, firstFrame, type Pixels } from './pixels.ts';

/** A copy of the upright original, mostly a smaller one, of which only a part may be there. */
export interface Copy {
  /** Of the whole. */
  readonly size: Size;
  readonly part: Region;
  /** Those of the part. */
  readonly pixels: Pixels;
}

/** A region of the original in pixels of a copy of this size. */
export function onCopy(size: Size, original: Size, region: Region): Region {
  const [x, y] = [size.width / original.width, size.height / original.height];
  const left = Math.min(Math.round(region.left * x), size.width - 1);
  const top = Math.min(Math.round(region.top * y), size.height - 1);
  const right = Math.max(left + 1, Math.round((region.left + region.width) * x));
  const bottom = Math.max(top + 1, Math.round((region.top + region.height) * y));
  return { left, top, width: right - left, height: bottom - top };
}

/** A region of a copy, which has to be there. */
export const cutCopy = ({ part, pixels }: Copy, { left, top, ...size }: Region): Pixels =>
  cut(pixels, { left: left - part.left, top: top - part.top, ...size });

export const firstOf = (copy: Copy): Copy => ({ ...copy, pixels: firstFrame(copy.pixels) });
