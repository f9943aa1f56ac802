import type { ImageErrorCode } from '../../src/errors.ts';
import type { SourceFormat } from '../../src/formats.ts';
import { AVIF_BOMBS } from './bombs/avif.ts';
import { GIF_BOMBS } from './bombs/gif.ts';
import { JPEG_BOMBS, manyScans } from './bombs/jpeg.ts';
import { PNG_BOMBS } from './bombs/png.ts';
import { SVG_BOMBS } from './bombs/svg.ts';
import { TIFF_BOMBS } from './bombs/tiff.ts';
import { manyFrames, WEBP_BOMBS } from './bombs/webp.ts';

/** Small files that demand much memory or time, by format and content. */
export const BOMBS: Readonly<
  Record<SourceFormat, Readonly<Record<string, () => Buffer | Promise<Buffer>>>>
> = {
  jpeg: JPEG_BOMBS,
  png: PNG_BOMBS,
  webp: WEBP_BOMBS,
  gif: GIF_BOMBS,
  avif: AVIF_BOMBS,
  tiff: TIFF_BOMBS,
  svg: SVG_BOMBS,
};

/** Files that keep a decoder busy for minutes without a chance to interrupt it. */
export const ENDLESS_BOMBS = {
  'a JPEG of 100,000,000 pixels in 2,646 scans': {
    make: () => manyScans(10_000, 10_000),
    code: 'too-slow',
  },
  'a WebP of 400,000 frames': { make: () => manyFrames(400_000), code: 'too-many-frames' },
} satisfies Record<string, { make: () => Buffer; code: ImageErrorCode }>;
