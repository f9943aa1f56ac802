// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

import type { FormatInput } from './choices.ts';

/** Keys of a recipe: output. */
export interface OutputInput {
  /**
   * The color behind the image where it is flattened, or where the format has no transparency.
   * Accepts a color without transparency. Default: `'#ffffff'`.
   */
  readonly background?: string | undefined;
  /**
   * The result for an animated original: `keep` keeps it animated in formats that support animation
   * (webp, gif), and gives the others its first frame. If one of the formats is animated, all are
   * sRGB without metadata. Default: `'first-frame'`.
   */
  readonly animation?: 'keep' | 'first-frame' | undefined;
  /**
   * The formats of this variant, instead of those that apply to all variants: all of a list, or the
   * `smallest` of several. The smallest is the file with the fewest bytes among those that reach
   * the score of `quality`, or that of `medium` if `quality` is a number. Formats that would lose
   * transparency or animation are left out, unless all of them would.
   */
  readonly formats?: FormatInput[] | { readonly smallest: FormatInput[] } | undefined;
  /**
   * 1 to 100 on each format's own scale; without it, the format's default. `auto` finds the lowest
   * quality that looks as good as requested; `'auto'` is the same as `{ auto: 'high' }`. Accepts a
   * whole number from 1 to 100.
   */
  readonly quality?: number | 'auto' | { readonly auto: 'low' | 'medium' | 'high' } | undefined;
  /**
   * Maximum bytes of a file, which gets the highest quality that fits, up to `quality`; if none
   * does, rendering fails with `cannot-fit`. The search takes up to seven more encodes. Accepts a
   * whole number from 100 to 100,000,000.
   */
  readonly maxBytes?: number | undefined;
  /**
   * `srgb` looks right everywhere; `p3` keeps the richer colors of new cameras and screens; `keep`
   * leaves them as they are, with the original's profile. Animations are always `srgb`, and so are
   * all formats of a variant that includes one without profiles (gif). Watermarks and the colors
   * that a recipe names look the same in `srgb` and `p3`; with `keep`, their sRGB numbers are
   * interpreted in the original's profile. Default: `'srgb'`.
   */
  readonly colorSpace?: 'srgb' | 'p3' | 'keep' | undefined;
  /**
   * `copyright` keeps the artist and the copyright notice, from EXIF, IPTC or XMP, as EXIF; `keep`
   * keeps everything that the camera and software wrote, including the location, but no thumbnails
   * and no maker notes, because these show parts that were cropped away. EXIF is limited to 64 KB,
   * and XMP in JPEG to 60,000 bytes; IPTC is kept in JPEG only, and from a TIFF only the artist and
   * the copyright notice are kept. Animations have none, nor have formats without profiles (gif).
   * Default: `'none'`.
   */
  readonly metadata?: 'none' | 'copyright' | 'keep' | undefined;
}
