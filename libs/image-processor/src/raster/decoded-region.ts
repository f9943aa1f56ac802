import { within, type Region } from '../geometry/region.ts';
import { cut, firstFrame, type Pixels } from './raster.ts';

/** Decoded pixels, of which no more may be there than a part. */
export interface Copy {
  readonly part: Region;
  readonly pixels: Pixels;
}

/** A region of a copy, which has to be there. */
export const cutCopy = ({ part, pixels }: Copy, region: Region): Pixels =>
  cut(pixels, within(region, part));

export const firstOf = (copy: Copy): Copy => ({ ...copy, pixels: firstFrame(copy.pixels) });
