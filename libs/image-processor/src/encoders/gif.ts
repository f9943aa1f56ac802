import * as z from 'zod/mini';
import { between, whole } from '../params/number.ts';
import type { Encoder } from './encoder.ts';

export const gifParams = z.strictObject({
  colours: z._default(whole(2, 256).check(z.describe('The most colours that a frame has.')), 256),
  // 7, which is sharp's own, takes 1.3 x the CPU for 0.4 % fewer bytes, and 10 takes 2.4 x for 1 %. 4 takes 0.35 x for 8
  // and 15 % more, and scores 4 points less.
  effort: z._default(whole(1, 10).check(z.describe('More takes longer, for better colours.')), 6),
  dither: z._default(
    between(0, 1).check(
      z.describe('How much colours that a frame lacks are imitated by dots of others.'),
    ),
    1,
  ),
  interFrameMaxError: z._default(
    between(0, 32).check(
      z.describe('How far a pixel may be from that of the frame before and be left as that was.'),
    ),
    0,
  ),
});
export type GifParams = z.output<typeof gifParams>;

/** A GIF has no quality: colours and dither are what it has instead. */
export const gif: Encoder<GifParams> = {
  defaults: z.parse(gifParams, {}),
  encode: (image, params) => image.gif(params),
  usual: 100,
  starts: { low: 100, medium: 100, high: 100 },
  exact: () => true,
};
