import * as z from 'zod/mini';
import { integerBetween, numberBetween } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { ChainStep } from '../step.ts';

const params = strictObject({
  brightness: z._default(
    numberBetween(0, 10).check(z.describe('Multiplies the lightness; 1 has no effect.')),
    1,
  ),
  saturation: z._default(
    numberBetween(0, 10).check(z.describe('Multiplies the chroma; 0 is gray, 1 has no effect.')),
    1,
  ),
  hue: z._default(
    integerBetween(-360, 360).check(z.describe('Rotates the hue by whole degrees.')),
    0,
  ),
  lightness: z._default(
    numberBetween(-100, 100).check(
      z.describe('Adds to the lightness, which ranges from 0 (black) to 100 (white).'),
    ),
    0,
  ),
}).check(z.describe('Changes brightness, saturation, hue and lightness, in CIE LCh.'));

/**
 * In CIE LCh, so that colors keep their hue when they get lighter. A `brightness` of 0 leaves saturated colors dark
 * instead of black: they lose their lightness and keep their chroma. sharp takes whole degrees only.
 */
export const modulate = {
  params,
  example: { brightness: 1.1, saturation: 0.8 },
  kind: 'pixels',
  apply: (image, params) => image.modulate(params),
} satisfies ChainStep<z.output<typeof params>>;
