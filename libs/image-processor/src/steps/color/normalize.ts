import * as z from 'zod/mini';
import { integerBetween } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { ChainStep } from '../step.ts';

/** sharp truncates percentages to integers, so fractions are refused. */
const params = z
  .union(
    [
      z.literal(true),
      strictObject({
        lower: z._default(
          integerBetween(0, 99).check(
            z.describe(
              'Percentage of the pixels, the darkest ones, that may become black; less than `upper`.',
            ),
          ),
          1,
        ),
        upper: z._default(
          integerBetween(1, 100).check(
            z.describe(
              'Percentage of the pixels, counted from the darkest, above which all may become white.',
            ),
          ),
          99,
        ),
      }).check(
        z.refine(({ lower, upper }) => lower < upper, 'write a lower that is less than upper'),
      ),
    ],
    'write true, or { lower, upper } as percentages',
  )
  .check(
    z.describe(
      'Stretches the lightness, so that the darkest pixel is black and the lightest is white; `true` means the defaults.',
    ),
  );

/** Leaves an image that is almost flat as it is, and counts transparent pixels too. */
export const normalize = {
  params,
  example: { lower: 2, upper: 98 },
  kind: 'pixels',
  apply: (image, params) => image.normalize(params === true ? {} : params),
} satisfies ChainStep<z.output<typeof params>>;
