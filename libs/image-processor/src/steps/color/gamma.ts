import * as z from 'zod/mini';
import { numberBetween } from '../../params/number.ts';
import type { ChainStep } from '../step.ts';

/** sharp takes 1 to 3; 0.34 is the least whose inverse, which darkens, is within that. */
const params = numberBetween(0.34, 3).check(
  z.describe(
    'Values above 1 brighten midtones, and values below 1 darken them; black and white do not change.',
  ),
);

/**
 * out = in ^ (1 / gamma). sharp's own `gamma(g)` darkens before a resize and brightens after it, which cancel out
 * without one: here only one of the two applies. It also truncates, so that white becomes 254 for about every fourth
 * gamma: `linear` adds one to 250 and above.
 */
export const gamma = {
  params,
  example: 1.4,
  kind: 'pixels',
  isNoop: (gamma) => gamma === 1,
  apply: (image, gamma) => {
    const curved = gamma < 1 ? image.gamma(1 / gamma, 1) : image.gamma(1, gamma);
    return curved.linear(1.002, 0.5);
  },
} satisfies ChainStep<number>;
