import * as z from 'zod/mini';
import { between } from '../../params/number.ts';
import type { Step } from '../step.ts';

/** A sigma below 0.5 would do nothing: libvips' mask is then one pixel. */
export const sharpenParams = z
  .union(
    [
      z.literal(true),
      z.strictObject({
        sigma: z._default(
          between(0.5, 10).check(
            z.describe('Sigma of the Gaussian mask, in pixels of the rendition.'),
          ),
          1,
        ),
        m1: z._default(between(0, 10).check(z.describe('How much flat areas are sharpened.')), 1),
        m2: z._default(between(0, 10).check(z.describe('How much jagged areas are sharpened.')), 2),
        x1: z._default(
          between(0, 100).check(z.describe('Difference of lightness where jagged areas begin.')),
          2,
        ),
        y2: z._default(between(0, 100).check(z.describe('Most lightness that is added.')), 10),
        y3: z._default(between(0, 100).check(z.describe('Most lightness that is taken off.')), 20),
      }),
    ],
    'write true, or { sigma, m1, m2, x1, y2, y3 } as numbers',
  )
  .check(
    z.describe(
      'Sharpens the lightness and leaves the hue, with the parameters of sharp; `true` takes the defaults.',
    ),
  );
export type SharpenParams = z.output<typeof sharpenParams>;

/** Without a sigma sharp sharpens the alpha too, and each colour by itself: `true` gives one. */
export const sharpen: Step<SharpenParams> = (image, params) =>
  image.sharpen(params === true ? { sigma: 1 } : params);
