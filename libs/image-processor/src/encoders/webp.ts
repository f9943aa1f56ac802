import * as z from 'zod/mini';
import { strictObject } from '../params/strict-object.ts';
import { integerBetween } from '../params/number.ts';
import { lossless, ownQuality, type Encoder } from './encoder.ts';

const params = strictObject({
  quality: ownQuality,
  // 6 takes 2.4 and 2.7 x the CPU for 3 and 10 % fewer bytes, 2 takes 0.5 x for 10 and 5 % more; 3 is the same as 4.
  // 5 takes 1.2 x for 1 and 2 % fewer, but with `lossless` it takes 4 x the CPU for 0.3 %.
  effort: z._default(
    integerBetween(0, 6).check(z.describe('Higher is slower, for fewer bytes.')),
    4,
  ),
  // 2 x the CPU for about the same bytes: 0.5 and 1 % more.
  smartSubsample: z._default(
    z.boolean().check(z.describe('Keeps colored edges sharper, and takes longer.')),
    false,
  ),
  lossless,
}).check(z.describe('Options of the WebP encoder.'));
type WebpParams = z.output<typeof params>;

export const webp = {
  params,
  example: { lossless: true },
  defaults: z.parse(params, {}),
  encode: (image, { effort, smartSubsample, lossless }, quality, timing) =>
    image.webp({ quality, effort, smartSubsample, lossless, ...timing }),
  // sharp's default: varied images score 80 on average.
  defaultQuality: 80,
  searchStart: { low: 16, medium: 45, high: 63 },
  isLossless: ({ lossless }) => lossless,
} satisfies Encoder<WebpParams>;
