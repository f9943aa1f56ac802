import { relativeTo, type Region } from '../geometry/region.ts';
import { extractRegion, firstFrame, type Pixels } from './pixels.ts';

/** Decoded pixels of a region of an image: the rest of it was not decoded. */
export interface DecodedRegion {
  readonly region: Region;
  readonly pixels: Pixels;
}

/** Extracts a region, in coordinates of the image; it must lie within the decoded one. */
export const extractDecoded = ({ region, pixels }: DecodedRegion, part: Region): Pixels =>
  extractRegion(pixels, relativeTo(part, region));

export const firstFrameOf = (decoded: DecodedRegion): DecodedRegion => ({
  ...decoded,
  pixels: firstFrame(decoded.pixels),
});
