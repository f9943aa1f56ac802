import * as z from 'zod/mini';
import { whole } from '../bounds.ts';
import { lossless, ownQuality, type Encoder } from './encoder.ts';

export const avifParams = z.strictObject({
  quality: ownQuality,
  // A fifth of the time of sharp's 4, for the same bytes, at 512 x 512.
  effort: z._default(whole(0, 9).check(z.describe('More takes longer, for fewer bytes.')), 3),
  // Keeps coloured edges sharp.
  chromaSubsampling: z._default(
    z
      .enum(['4:4:4', '4:2:0'])
      .check(z.describe('`4:2:0` keeps a quarter of the colours, for fewer bytes.')),
    '4:4:4',
  ),
  lossless,
});
export type AvifParams = z.output<typeof avifParams>;

export const avif: Encoder<AvifParams> = {
  defaults: z.parse(avifParams, {}),
  encode: (image, { effort, chromaSubsampling, lossless }, quality) =>
    image.avif({ quality, effort, lossless, chromaSubsampling }),
  usual: 50,
  starts: { low: 25, medium: 40, high: 60 },
  exact: ({ lossless }) => lossless,
};
