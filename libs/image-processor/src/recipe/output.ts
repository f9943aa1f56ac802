import * as z from 'zod';
import { OUTPUT_FORMATS } from '../formats.ts';
import { opaqueColor } from '../params/color.ts';
import { COLOR_SPACES } from '../params/color-space.ts';
import { outputFormat } from '../params/format-name.ts';

export const background = opaqueColor().check(
  z.describe(
    'The color behind the image where it is flattened, or where the format has no transparency.',
  ),
);

export const animation = z
  .enum(['keep', 'first-frame'])
  .describe(
    'The result of an animation: `keep` leaves it one in formats that can (webp, gif), and gives the others its first frame; where one of them is animated, all are sRGB without metadata.',
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
    'The formats to make instead of those that all variants are given: each of a list, or the `smallest` of several, which is the file with the fewest bytes that shows the same image: that scores what `quality` asks for, or `medium` where that is a number. Formats that would lose transparency or animation are left out, unless all would.',
  );

export const maxBytes = z
  .int()
  .min(100)
  .max(100_000_000)
  .describe(
    'The most bytes of a file. It gets the highest quality that fits, up to `quality`; where none does, it is refused as `cannot-fit`. The search takes up to seven more encodes.',
  );

export const colorSpace = z
  .enum(COLOR_SPACES)
  .describe(
    "`srgb` is right everywhere; `p3` keeps the richer colors of new cameras and screens; `keep` leaves them as they are, with the original's profile. Animations are always `srgb`, and so are all formats of a variant that has a GIF. Watermarks and the colors that a recipe names look the same in `srgb` and `p3`; in `keep` their sRGB numbers are taken for those of the original's profile.",
  );

export const metadata = z
  .enum(['none', 'copyright', 'keep'])
  .describe(
    '`copyright` keeps the artist and the copyright notice, from EXIF, IPTC or XMP, as EXIF; `keep` keeps everything that the camera and software wrote, the location included, but no thumbnails and no maker notes, because they show the parts that were cropped. EXIF is limited to 64 KB, and XMP in JPEG to 60,000 bytes; IPTC is kept in JPEG only, and of a TIFF only the artist and the copyright notice. Animations and GIFs have none.',
  );
