import * as z from 'zod';
import { opaque } from './colour.ts';
import { avifParams } from './encoders/avif.ts';
import { gifParams } from './encoders/gif.ts';
import { jpegParams } from './encoders/jpeg.ts';
import { pngParams } from './encoders/png.ts';
import { webpParams } from './encoders/webp.ts';
import { OUTPUT_FORMATS } from './formats.ts';
import { qualityParams } from './quality.ts';
import { blurParams } from './steps/blur.ts';
import { captionParams } from './steps/caption.ts';
import { cropParams } from './steps/crop.ts';
import { duotoneParams } from './steps/duotone.ts';
import { extendParams } from './steps/extend.ts';
import { flipParams } from './steps/flip.ts';
import { flopParams } from './steps/flop.ts';
import { gammaParams } from './steps/gamma.ts';
import { greyscaleParams } from './steps/greyscale.ts';
import { modulateParams } from './steps/modulate.ts';
import { normaliseParams } from './steps/normalise.ts';
import { pixelateParams } from './steps/pixelate.ts';
import { resizeParams } from './steps/resize.ts';
import { rotateParams } from './steps/rotate.ts';
import { roundParams } from './steps/round.ts';
import { sharpenParams } from './steps/sharpen.ts';
import { tintParams } from './steps/tint.ts';
import { trimParams } from './steps/trim.ts';
import { watermarkParams } from './steps/watermark.ts';

const formats = z
  .array(z.enum(OUTPUT_FORMATS))
  .min(1, 'name at least one format')
  .refine((all) => new Set(all).size === all.length, 'name each format once');

/**
 * What is asked of an image, as data. It says what, never in which order: the order is the library's, and it is the
 * one below. This module loads no native code, so a configuration can be checked anywhere.
 */
export const recipe = z.strictObject({
  crop: z
    .optional(cropParams)
    .describe(
      'Keeps a part of the upright original, before anything else is done; of an SVG as it is at its own size.',
    ),
  trim: z
    .optional(trimParams)
    .describe(
      'Cuts off edges of one colour: of an animation those of its first frame. That takes longer, for the original is then decoded at its full size.',
    ),
  rotate: z.optional(rotateParams),
  flip: z.optional(flipParams),
  flop: z.optional(flopParams),
  resize: z.optional(resizeParams),

  normalise: z.optional(normaliseParams),
  gamma: z.optional(gammaParams),
  modulate: z.optional(modulateParams),
  greyscale: z.optional(greyscaleParams),
  tint: z.optional(tintParams),
  duotone: z.optional(duotoneParams),
  blur: z.optional(blurParams),
  sharpen: z.optional(sharpenParams),
  pixelate: z.optional(pixelateParams),

  watermark: z.optional(watermarkParams),
  caption: z.optional(captionParams),
  round: z.optional(roundParams),
  extend: z.optional(extendParams),
  flatten: z
    .boolean()
    .optional()
    .describe(
      'Puts the picture on the `background` in every format, not only where the format has no transparency.',
    ),
  background: z
    ._default(opaque(), '#ffffff')
    .describe(
      'What is seen through the picture where it is flattened, or where the format has no transparency.',
    ),

  animation: z
    .enum(['keep', 'first-frame'])
    .default('first-frame')
    .describe(
      'What becomes of an animation: `keep` leaves it one in formats that move (webp, gif), and gives the others its first frame; where one of them moves, all are sRGB without metadata.',
    ),
  formats: z
    .union(
      [formats, z.strictObject({ smallest: formats })],
      `write a list of ${OUTPUT_FORMATS.join(', ')}, each once, or { smallest: [ … ] }`,
    )
    .optional()
    .describe(
      'What is made instead of the formats that all variants are given: each of a list, or the `smallest` of several, which is the file with the fewest bytes that shows the same picture: that scores what `quality` asks for, or `medium` where that is a number. Formats that would lose transparency or movement are left out, unless all would.',
    ),
  quality: z.optional(qualityParams),
  maxBytes: z
    .int()
    .min(100)
    .max(100_000_000)
    .optional()
    .describe(
      'The most bytes of a file. It gets the highest quality that fits, up to `quality`; where none does, it is refused as `cannot-fit`. Looking for it takes up to seven encodes more.',
    ),
  colour: z
    .enum(['srgb', 'p3', 'keep'])
    .default('srgb')
    .describe(
      "`srgb` is right everywhere; `p3` keeps the richer colours of new cameras and screens; `keep` leaves them as they are, with the original's profile. Animations are always `srgb`, and so are all formats of a variant that has a GIF. Watermarks and the colours that a recipe names look the same in `srgb` and `p3`; in `keep` their sRGB numbers are taken for those of the original's profile.",
    ),
  metadata: z
    .enum(['none', 'copyright', 'keep'])
    .default('none')
    .describe(
      '`copyright` keeps who made it and who may use it, of EXIF, IPTC or XMP, as EXIF; `keep` keeps all that the camera and its programs wrote, the place included, but no thumbnails and none of the notes that only the maker of the camera can read, for they show what was cut off. EXIF has room for 64 KB, and XMP in JPEG for 60,000 bytes; IPTC is kept in JPEG alone, and of a TIFF only who made it and who may use it. Animations and GIFs have none.',
    ),

  avif: z.optional(avifParams).describe('How AVIF is encoded.'),
  webp: z.optional(webpParams).describe('How WebP is encoded.'),
  jpeg: z.optional(jpegParams).describe('How JPEG is encoded.'),
  png: z.optional(pngParams).describe('How PNG is encoded.'),
  gif: z.optional(gifParams).describe('How GIF is encoded.'),
});
/** A recipe as people write it, before defaults. */
export type RecipeInput = z.input<typeof recipe>;
export type Recipe = z.output<typeof recipe>;

export { validate, type Validation } from './params/validate.ts';
