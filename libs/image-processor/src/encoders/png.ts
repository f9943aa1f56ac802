import * as z from 'zod/mini';
import { strictObject } from '../params/strict-object.ts';
import { integerBetween } from '../params/number.ts';
import { ownQuality, type Encoder } from './encoder.ts';

const params = strictObject({
  quality: ownQuality,
  palette: z._default(
    z
      .boolean()
      .check(
        z.describe(
          'At most 256 colors, as few as `quality` allows. Without it, every pixel is kept as it is, and `quality` has no effect.',
        ),
      ),
    false,
  ),
  // 9 takes 3.7 and 4.1 x the CPU for 4 and 3 % fewer bytes.
  compressionLevel: z._default(
    integerBetween(0, 9).check(z.describe('Higher is slower, for fewer bytes.')),
    6,
  ),
  progressive: z._default(
    z.boolean().check(z.describe('Shows the whole image early, for more bytes.')),
    false,
  ),
}).check(z.describe('Options of the PNG encoder.'));
type PngParams = z.output<typeof params>;

/**
 * Filters adapt row by row: without them it takes 0.6 x the CPU, and 43 and 56 % more bytes. With a palette they gain
 * nothing.
 */
export const png = {
  params,
  example: { palette: true, quality: 80 },
  defaults: z.parse(params, {}),
  encode: (image, { palette, compressionLevel, progressive }, quality) =>
    palette
      ? image.png({ palette, quality, compressionLevel, progressive })
      : image.png({ compressionLevel, progressive, adaptiveFiltering: true }),
  defaultQuality: 100,
  searchStart: { low: 5, medium: 8, high: 28 },
  isLossless: ({ palette }) => !palette,
} satisfies Encoder<PngParams>;
