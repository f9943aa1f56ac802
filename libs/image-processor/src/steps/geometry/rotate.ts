import * as z from 'zod/mini';
import { between } from '../../params/number.ts';
import { TRANSPARENT } from '../../params/color.ts';
import type { Size } from '../../geometry/region.ts';
import type { Step } from '../step.ts';

export const rotateParams = between(-360, 360).check(
  z.describe(
    'Turns the picture clockwise by degrees, before it is resized. Corners that a slanted picture leaves open are transparent.',
  ),
);
export type RotateParams = z.output<typeof rotateParams>;

export const rotate: Step<RotateParams> = (image, degrees) =>
  image.rotate(degrees, { background: TRANSPARENT });

/** The size of the whole picture once it is turned; as libvips rounds it. */
export function turned({ width, height }: Size, degrees = 0): Size {
  const [cos, sin] = [Math.abs(cosine(degrees)), Math.abs(cosine(degrees - 90))];
  return {
    width: Math.round(width * cos + height * sin),
    height: Math.round(width * sin + height * cos),
  };
}

/** Exactly 0 or 1 for quarter turns, where `Math.cos` is a little off. */
const cosine = (degrees: number): number =>
  degrees % 180 === 90 || degrees % 180 === -90 ? 0 : Math.cos((degrees * Math.PI) / 180);
