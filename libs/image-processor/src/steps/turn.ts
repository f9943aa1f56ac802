import type { Sharp } from 'sharp';
import * as z from 'zod/mini';
import { between } from '../bounds.ts';
import { TRANSPARENT } from '../colour.ts';
import type { Size } from '../geometry.ts';
import type { Step } from './step.ts';

export const rotateParams = between(-360, 360).check(
  z.describe(
    'Turns the picture clockwise by degrees, before it is resized. Corners that a slanted picture leaves open are transparent.',
  ),
);

/** The size of the whole picture once it is turned; as libvips rounds it. */
export function turned({ width, height }: Size, degrees = 0): Size {
  const [cos, sin] = [Math.abs(cosine(degrees)), Math.abs(cosine(degrees - 90))];
  return {
    width: Math.round(width * cos + height * sin),
    height: Math.round(width * sin + height * cos),
  };
}

export const rotate: Step<number> = (image, degrees) =>
  image.rotate(degrees, { background: TRANSPARENT });

export const flipParams = z.boolean().check(z.describe('Mirrors the picture top to bottom.'));
export const flip: Step<true> = (image) => image.flip();

export const flopParams = z.boolean().check(z.describe('Mirrors the picture left to right.'));
export const flop: Step<true> = (image) => image.flop();

/** What makes each EXIF orientation upright. sharp mirrors before it rotates, in whichever order it is asked. */
export const UPRIGHT: Readonly<Record<number, (image: Sharp) => Sharp>> = {
  2: (image) => image.flop(),
  3: (image) => image.rotate(180),
  4: (image) => image.flip(),
  5: (image) => image.flip().rotate(90),
  6: (image) => image.rotate(90),
  7: (image) => image.flop().rotate(90),
  8: (image) => image.rotate(270),
};

/** Exactly 0 or 1 for quarter turns, where `Math.cos` is a little off. */
const cosine = (degrees: number): number =>
  degrees % 180 === 90 || degrees % 180 === -90 ? 0 : Math.cos((degrees * Math.PI) / 180);
