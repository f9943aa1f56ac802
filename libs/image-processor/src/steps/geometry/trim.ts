import type { OutputInfo } from 'sharp';
import * as z from 'zod/mini';
import { between, distance } from '../../params/number.ts';
import { colour } from '../../params/color.ts';
import type { Region, Size } from '../../geometry/region.ts';
import type { Step } from '../step.ts';

export const trimParams = z.strictObject({
  background: z.optional(
    colour().check(
      z.describe('The colour of the edges. Without it, that of the pixel at the left top.'),
    ),
  ),
  threshold: z._default(
    between(0, 255).check(z.describe('How far from that colour a pixel may be, for each channel.')),
    10,
  ),
  margin: z._default(
    distance().check(z.describe('Pixels of the original that are left around what is kept.')),
    0,
  ),
});
export type TrimParams = z.output<typeof trimParams>;

export const trim: Step<TrimParams> = (image, { background, threshold }) =>
  image.trim(background === undefined ? { threshold } : { background, threshold });

/** The part inside the edges, by what sharp says of a picture that it trimmed: all of it where nothing else is there. */
export function insideEdges(
  { width, height, trimOffsetLeft = 0, trimOffsetTop = 0 }: OutputInfo,
  { margin }: TrimParams,
  picture: Size,
): Region {
  // sharp says how far the picture moved, which is to the left and up; it has the margin only where it trims.
  const left = Math.max(0, -trimOffsetLeft - margin);
  const top = Math.max(0, -trimOffsetTop - margin);
  return {
    left,
    top,
    width: Math.min(picture.width, -trimOffsetLeft + width + margin) - left,
    height: Math.min(picture.height, -trimOffsetTop + height + margin) - top,
  };
}
