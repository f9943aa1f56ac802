import * as z from 'zod/mini';
import { strictObject } from '../params/strict-object.ts';
import { integerBetween, numberBetween } from '../params/number.ts';
import type { Encoder } from './encoder.ts';

const params = strictObject({
  colors: z._default(
    integerBetween(2, 256).check(z.describe('Maximum number of colors in a frame.')),
    256,
  ),
  // 7, sharp's default, takes 1.3 x the CPU for 0.4 % fewer bytes, and 10 takes 2.4 x for 1 %. 4 takes 0.35 x for 8
  // and 15 % more, and scores 4 points less.
  effort: z._default(
    integerBetween(1, 10).check(z.describe('Higher is slower, for better colors.')),
    6,
  ),
  dither: z._default(
    numberBetween(0, 1).check(
      z.describe('Strength of the dithering that imitates missing colors.'),
    ),
    1,
  ),
  interFrameMaxError: z._default(
    numberBetween(0, 32).check(
      z.describe(
        'Largest difference of a pixel from the previous frame at which it is left as it was.',
      ),
    ),
    0,
  ),
}).check(z.describe('Options of the GIF encoder.'));
type GifParams = z.output<typeof params>;

/** A GIF has no quality: it has colors and dither instead. */
export const gif = {
  params,
  example: { colors: 64, dither: 0.5 },
  defaults: z.parse(params, {}),
  encode: (image, params, _, timing) => image.gif({ ...params, ...timing }),
  defaultQuality: 100,
  searchStart: { low: 100, medium: 100, high: 100 },
  isLossless: () => true,
} satisfies Encoder<GifParams>;
