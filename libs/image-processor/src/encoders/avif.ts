import * as z from 'zod/mini';
import { strictObject } from '../params/strict-object.ts';
import { integerBetween } from '../params/number.ts';
import { lossless, ownQuality, type Encoder } from './encoder.ts';

const params = strictObject({
  quality: ownQuality,
  // 4, sharp's default, takes 4 and 5.2 x the CPU for 7 and 2.5 % fewer bytes; 2 takes 0.7 and 0.8 x for 15 and 10 %
  // more; 0 takes 0.12 x for 43 and 19 % more.
  effort: z._default(
    integerBetween(0, 9).check(z.describe('Higher is slower, for fewer bytes.')),
    3,
  ),
  // Keeps colored edges sharp. 4:2:0 takes 0.87 x the CPU, and 2 and 4.5 % more bytes for the same score.
  chromaSubsampling: z._default(
    z
      .enum(['4:4:4', '4:2:0'])
      .check(z.describe('`4:2:0` keeps a quarter of the color samples, for fewer bytes.')),
    '4:4:4',
  ),
  lossless,
}).check(z.describe('Options of the AVIF encoder.'));
type AvifParams = z.output<typeof params>;

export const avif = {
  params,
  example: { quality: 55, effort: 6 },
  defaults: z.parse(params, {}),
  encode: (image, { effort, chromaSubsampling, lossless }, quality) =>
    image.avif({ quality, effort, lossless, chromaSubsampling }),
  // sharp's default: varied images score 76 on average, with half of JPEG's bytes.
  defaultQuality: 50,
  searchStart: { low: 28, medium: 40, high: 56 },
  isLossless: ({ lossless }) => lossless,
} satisfies Encoder<AvifParams>;
