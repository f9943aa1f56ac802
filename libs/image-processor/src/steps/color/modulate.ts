import * as z from 'zod/mini';
import { between, whole } from '../../params/number.ts';
import type { Step } from '../step.ts';

export const modulateParams = z
  .strictObject({
    brightness: z._default(
      between(0, 10).check(z.describe('Multiplies the lightness; 1 leaves it.')),
      1,
    ),
    saturation: z._default(
      between(0, 10).check(z.describe('Multiplies the chroma; 0 is grey, 1 leaves it.')),
      1,
    ),
    hue: z._default(whole(-360, 360).check(z.describe('Turns every colour by whole degrees.')), 0),
    lightness: z._default(
      between(-100, 100).check(
        z.describe('Adds to the lightness, which goes from 0 (black) to 100 (white).'),
      ),
      0,
    ),
  })
  .check(z.describe('Changes brightness, saturation, hue and lightness, in CIE LCh.'));
export type ModulateParams = z.output<typeof modulateParams>;

/**
 * In CIE LCh, so that colours keep their hue when they get lighter. A `brightness` of 0 leaves strong colours dark
 * instead of black: they have no lightness any more, and all their chroma. sharp takes whole degrees only.
 */
export const modulate: Step<ModulateParams> = (image, params) => image.modulate(params);
