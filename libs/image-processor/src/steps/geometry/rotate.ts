import * as z from 'zod/mini';
import type { Size } from '../../geometry/region.ts';
import { TRANSPARENT } from '../../params/color.ts';
import { numberBetween } from '../../params/number.ts';
import type { ChainStep } from '../step.ts';

const params = numberBetween(-360, 360).check(
  z.describe(
    'Rotates the image clockwise, by degrees, before it is resized. The corners that this exposes are transparent.',
  ),
);

export const rotate = {
  params,
  example: -2.5,
  kind: 'frame',
  apply: (image, degrees) => image.rotate(degrees, { background: TRANSPARENT }),
  resized: rotatedSize,
} satisfies ChainStep<number>;

/** The size of the bounding box after a rotation, rounded as libvips does. */
function rotatedSize({ width, height }: Size, degrees = 0): Size {
  const [cos, sin] = [Math.abs(cosine(degrees)), Math.abs(cosine(degrees - 90))];
  return {
    width: Math.round(width * cos + height * sin),
    height: Math.round(width * sin + height * cos),
  };
}

/** Exactly 0 for quarter turns, where `Math.cos` is a little off. */
const cosine = (degrees: number): number =>
  degrees % 180 === 90 || degrees % 180 === -90 ? 0 : Math.cos((degrees * Math.PI) / 180);
