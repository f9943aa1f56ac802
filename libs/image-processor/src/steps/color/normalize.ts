import * as z from 'zod/mini';
import { whole } from '../../params/number.ts';
import type { Step } from '../step.ts';

/** sharp cuts percentages to whole ones, so others are refused. */
export const normaliseParams = z
  .union(
    [
      z.literal(true),
      z
        .strictObject({
          lower: z._default(
            whole(0, 99).check(
              z.describe(
                'Percentage of the pixels, the darkest, that may become black; less than `upper`.',
              ),
            ),
            1,
          ),
          upper: z._default(
            whole(1, 100).check(
              z.describe(
                'Percentage of the pixels, from the darkest, above which all may become white.',
              ),
            ),
            99,
          ),
        })
        .check(
          z.refine(({ lower, upper }) => lower < upper, 'give a lower that is below the upper'),
        ),
    ],
    'write true, or { lower, upper } as percentages',
  )
  .check(
    z.describe(
      'Stretches the lightness, so that the darkest is black and the lightest white; `true` takes the defaults.',
    ),
  );
export type NormaliseParams = z.output<typeof normaliseParams>;

/** Leaves a picture that is all but flat as it is, and lets pixels have their say that cannot be seen. */
export const normalise: Step<NormaliseParams> = (image, params) =>
  image.normalise(params === true ? {} : params);
