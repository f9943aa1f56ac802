import * as z from 'zod/mini';
import { numberBetween } from '../../params/number.ts';
import type { ChainStep } from '../step.ts';

const params = numberBetween(0.3, 100).check(
  z.describe('Blurs the image. The value is the sigma of a Gaussian, in pixels of the rendition.'),
);

/**
 * sharp's default computes in integers: it does nothing below 0.56, blurs a fifth less than asked, and shifts flat
 * areas, opacity included, by up to 6 of 255. Floating point does not, and is slow with large masks; the approximation
 * by boxes is fast with them, and black with the smallest.
 */
export const blur = {
  params,
  example: 12,
  kind: 'frame',
  apply: (image, sigma) =>
    image.blur({
      sigma,
      precision: sigma < 4 ? 'float' : 'approximate',
      minAmplitude: 0.003,
    }),
} satisfies ChainStep<number>;
