import * as z from 'zod/mini';
import { numberBetween } from '../../params/number.ts';
import type { ChainStep } from '../step.ts';

/**
 * out = (in - 0.5) x contrast + 0.5 on each channel of 0 to 1, as CSS's `contrast()`
 * (https://www.w3.org/TR/filter-effects-1/#contrastEquivalent). The half rounds, because sharp's `linear` truncates.
 */
export const contrast = {
  params: numberBetween(0, 10).check(
    z.describe("Multiplies the contrast, like CSS's `contrast()`: 0 is gray, 1 has no effect."),
  ),
  example: 1.2,
  kind: 'pixels',
  isNoop: (contrast) => contrast === 1,
  apply: (image, contrast) => image.linear(contrast, 127.5 * (1 - contrast) + 0.5),
} satisfies ChainStep<number>;
