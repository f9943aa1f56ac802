import * as z from 'zod/mini';
import { whole } from '../params/number.ts';
import { ownQuality, type Encoder } from './encoder.ts';

export const pngParams = z.strictObject({
  quality: ownQuality,
  palette: z._default(
    z
      .boolean()
      .check(
        z.describe(
          'At most 256 colours, as few as `quality` allows. Off, every pixel is kept as it is, and `quality` has no say.',
        ),
      ),
    false,
  ),
  // 9 takes 3.7 and 4.1 x the CPU for 4 and 3 % fewer bytes.
  compressionLevel: z._default(
    whole(0, 9).check(z.describe('More takes longer, for fewer bytes.')),
    6,
  ),
  progressive: z._default(
    z.boolean().check(z.describe('Shows all of it soon, for more bytes.')),
    false,
  ),
});
export type PngParams = z.output<typeof pngParams>;

/**
 * Filters are chosen row by row: without them it takes 0.6 x the CPU, and 43 and 56 % more bytes. With a palette they
 * help nothing.
 */
export const png: Encoder<PngParams> = {
  defaults: z.parse(pngParams, {}),
  encode: (image, { palette, compressionLevel, progressive }, quality) =>
    palette
      ? image.png({ palette, quality, compressionLevel, progressive })
      : image.png({ compressionLevel, progressive, adaptiveFiltering: true }),
  usual: 100,
  starts: { low: 5, medium: 8, high: 28 },
  exact: ({ palette }) => !palette,
};
