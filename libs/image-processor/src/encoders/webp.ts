import * as z from 'zod/mini';
import { whole } from '../bounds.ts';
import { lossless, ownQuality, type Encoder } from './encoder.ts';

export const webpParams = z.strictObject({
  quality: ownQuality,
  // 6 takes twice as long for 4 % fewer bytes.
  effort: z._default(whole(0, 6).check(z.describe('More takes longer, for fewer bytes.')), 4),
  smartSubsample: z._default(
    z.boolean().check(z.describe('Keeps coloured edges sharper, and takes longer.')),
    false,
  ),
  lossless,
});
export type WebpParams = z.output<typeof webpParams>;

export const webp: Encoder<WebpParams> = {
  defaults: z.parse(webpParams, {}),
  encode: (image, { effort, smartSubsample, lossless }, quality) =>
    image.webp({ quality, effort, smartSubsample, lossless }),
  usual: 80,
  starts: { low: 20, medium: 50, high: 85 },
  exact: ({ lossless }) => lossless,
};
