import * as z from 'zod';
import { FORMATS, OUTPUT_FORMATS, type OutputFormat } from '../formats.ts';
import { opaqueColor } from '../params/color.ts';
import { COLOR_SPACES } from '../params/color-space.ts';
import { outputFormat } from '../params/format-name.ts';

const listed = (is: (format: OutputFormat) => boolean): string =>
  OUTPUT_FORMATS.filter(is).join(', ');

const ANIMATED = listed((format) => FORMATS[format].animated);
const WITHOUT_PROFILE = listed((format) => !FORMATS[format].profile);

export const background = opaqueColor().check(
  z.describe(
    'The color behind the image where it is flattened, or where the format has no transparency.',
  ),
);

export const animation = z
  .enum(['keep', 'first-frame'])
  .describe(
    `The result for an animated original: \`keep\` keeps it animated in formats that support animation (${ANIMATED}), and gives the others its first frame. If one of the formats is animated, all are sRGB without metadata.`,
  );

const formatList = z
  .array(outputFormat)
  .min(1, 'name at least one format')
  .refine((all) => new Set(all).size === all.length, 'name each format once');

export const formats = z
  .union(
    [formatList, z.strictObject({ smallest: formatList })],
    `write a list of ${OUTPUT_FORMATS.join(', ')}, each once, or { smallest: [ … ] }`,
  )
  .describe(
    'The formats of this variant, instead of those that apply to all variants: all of a list, or the `smallest` of several. The smallest is the file with the fewest bytes among those that reach the score of `quality`, or that of `medium` if `quality` is a number. Formats that would lose transparency or animation are left out, unless all of them would.',
  );

export const maxBytes = z
  .int()
  .min(100)
  .max(100_000_000)
  .describe(
    'Maximum bytes of a file, which gets the highest quality that fits, up to `quality`; if none does, rendering fails with `cannot-fit`. The search takes up to seven more encodes.',
  );

export const colorSpace = z
  .enum(COLOR_SPACES)
  .describe(
    `\`srgb\` looks right everywhere; \`p3\` keeps the richer colors of new cameras and screens; \`keep\` leaves them as they are, with the original's profile. Animations are always \`srgb\`, and so are all formats of a variant that includes one without profiles (${WITHOUT_PROFILE}). Watermarks and the colors that a recipe names look the same in \`srgb\` and \`p3\`; with \`keep\`, their sRGB numbers are interpreted in the original's profile.`,
  );

export const metadata = z
  .enum(['none', 'copyright', 'keep'])
  .describe(
    `\`copyright\` keeps the artist and the copyright notice, from EXIF, IPTC or XMP, as EXIF; \`keep\` keeps everything that the camera and software wrote, including the location, but no thumbnails and no maker notes, because these show parts that were cropped away. EXIF is limited to 64 KB, and XMP in JPEG to 60,000 bytes; IPTC is kept in JPEG only, and from a TIFF only the artist and the copyright notice are kept. Animations have none, nor have formats without profiles (${WITHOUT_PROFILE}).`,
  );
