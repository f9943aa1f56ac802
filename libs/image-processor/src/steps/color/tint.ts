import * as z from 'zod/mini';
import { opaque } from '../../params/color.ts';
import type { Step } from '../step.ts';

export const tintParams = opaque().check(
  z.describe('Gives the picture the hue of an opaque colour, and keeps the luminance.'),
);
export type TintParams = z.output<typeof tintParams>;

/**
 * How light the colour is does not count: white and black make it grey. Midtones get most of it, black and white
 * none. A strong colour is more than sRGB has at some luminances, which then change.
 */
export const tint: Step<TintParams> = (image, colour) => image.tint(colour);
