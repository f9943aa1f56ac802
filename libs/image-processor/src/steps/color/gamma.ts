import * as z from 'zod/mini';
import { between } from '../../params/number.ts';
import type { Step } from '../step.ts';

/** sharp takes 1 to 3; 0.34 is the least whose inverse, which darkens, is among them. */
export const gammaParams = between(0.34, 3).check(
  z.describe('Brightens the midtones above 1, and darkens them below; black and white stay.'),
);
export type GammaParams = z.output<typeof gammaParams>;

/**
 * out = in ^ (1 / gamma). sharp's own `gamma(g)` darkens before a resize and brightens after it, which is nothing
 * without one: here only one of the two happens. It also cuts off fractions, by which white becomes 254 for every fourth
 * gamma or so: `linear` adds one to 250 and above.
 */
export const gamma: Step<GammaParams> = (image, gamma) => {
  if (gamma === 1) return image;
  const curved = gamma < 1 ? image.gamma(1 / gamma, 1) : image.gamma(1, gamma);
  return curved.linear(1.002, 0.5);
};
