import * as z from 'zod/mini';
import { numberBetween } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { ChainStep } from '../step.ts';

/** A sigma below 0.5 would do nothing: libvips' mask is then one pixel. */
const params = z
  .union(
    [
      z.literal(true),
      strictObject({
        sigma: z._default(
          numberBetween(0.5, 10).check(
            z.describe('Sigma of the Gaussian mask, in pixels of the rendition.'),
          ),
          1,
        ),
        m1: z._default(numberBetween(0, 10).check(z.describe('Sharpening of flat areas.')), 1),
        m2: z._default(numberBetween(0, 10).check(z.describe('Sharpening of jagged areas.')), 2),
        x1: z._default(
          numberBetween(0, 100).check(
            z.describe('Difference in lightness at which jagged areas begin.'),
          ),
          2,
        ),
        y2: z._default(numberBetween(0, 100).check(z.describe('Largest brightening.')), 10),
        y3: z._default(numberBetween(0, 100).check(z.describe('Largest darkening.')), 20),
      }),
    ],
    'write true, or { sigma, m1, m2, x1, y2, y3 } as numbers',
  )
  .check(
    z.describe(
      'Sharpens the lightness and preserves the hue, with the parameters of sharp; `true` means the defaults.',
    ),
  );

/** Without a sigma sharp sharpens the alpha too, and each channel by itself: `true` gives one. */
export const sharpen = {
  params,
  example: { sigma: 0.7, m2: 3 },
  kind: 'frame',
  apply: (image, params) => image.sharpen(params === true ? { sigma: 1 } : params),
} satisfies ChainStep<z.output<typeof params>>;
