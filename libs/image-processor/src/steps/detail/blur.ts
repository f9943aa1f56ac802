import * as z from 'zod/mini';
import { between } from '../../params/number.ts';
import type { Step } from '../step.ts';

export const blurParams = between(0.3, 100).check(
  z.describe('Blurs the picture, by the sigma of a Gaussian in pixels of the rendition.'),
);
export type BlurParams = z.output<typeof blurParams>;

/**
 * sharp's default counts in whole numbers: it does nothing below 0.56, blurs a fifth less than was asked, and
 * shifts flat areas, opacity among them, by up to 6 of 255. Floating point does not, and is slow with large masks; the
 * approximation by boxes is fast with them, and black with the smallest.
 */
export const blur: Step<BlurParams> = (image, sigma) =>
  image.blur({ sigma, precision: sigma < 4 ? 'float' : 'approximate', minAmplitude: 0.003 });
