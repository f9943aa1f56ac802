import * as z from 'zod/mini';
import type { ChainStep } from '../step.ts';

/**
 * sharp's own `grayscale` returns raw pixels with one channel and no alpha. A tint of gray has the same luminance, to
 * the bit, and keeps the channels.
 */
export const grayscale = {
  params: z.boolean().check(z.describe('Removes the color and keeps the luminance.')),
  example: true,
  kind: 'pixels',
  apply: (image) => image.tint('#808080'),
} satisfies ChainStep<true>;
