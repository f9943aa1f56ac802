import type { OutputInfo, Sharp } from 'sharp';
import * as z from 'zod/mini';
import type { Region, Size } from '../../geometry/region.ts';
import { color, mapBackground } from '../../params/color.ts';
import { distance, numberBetween } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { Step } from '../step.ts';

const params = strictObject({
  background: z.optional(
    color().check(z.describe('The color of the edges. Without it, that of the top left pixel.')),
  ),
  threshold: z._default(
    numberBetween(0, 255).check(
      z.describe('Largest difference from that color, for each channel.'),
    ),
    10,
  ),
  margin: z._default(
    distance().check(z.describe('Pixels of the original to keep around the remaining part.')),
    0,
  ),
}).check(
  z.describe(
    'Removes edges of one color; for an animation, those of its first frame. Trimming takes longer, because the original is decoded at its full size.',
  ),
);
export type TrimParams = z.output<typeof params>;

export const trim = {
  params,
  example: { background: '#ffffff', threshold: 20, margin: 8 },
  mapColors: mapBackground,
} satisfies Step<TrimParams>;

/** Has sharp trim an image: its info then tells where the edges are. */
export const trimChain = (image: Sharp, { background, threshold }: TrimParams): Sharp =>
  image.trim(background === undefined ? { threshold } : { background, threshold });

/** The region inside the edges, from sharp's info about a trimmed image: all of it where sharp found nothing else. */
export function regionInsideEdges(
  { width, height, trimOffsetLeft = 0, trimOffsetTop = 0 }: OutputInfo,
  { margin }: TrimParams,
  image: Size,
): Region {
  // sharp's offsets are those of the image, hence negative; its own margin applies only where it trims.
  const left = Math.max(0, -trimOffsetLeft - margin);
  const top = Math.max(0, -trimOffsetTop - margin);
  return {
    left,
    top,
    width: Math.min(image.width, -trimOffsetLeft + width + margin) - left,
    height: Math.min(image.height, -trimOffsetTop + height + margin) - top,
  };
}
