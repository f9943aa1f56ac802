// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

import type { AvifInput, WebpInput, JpegInput, PngInput, GifInput } from './encoders-params.ts';

/** Keys of a recipe: encoders. */
export interface EncodersInput {
  /** Options of the AVIF encoder. */
  readonly avif?: AvifInput | undefined;
  /** Options of the WebP encoder. */
  readonly webp?: WebpInput | undefined;
  /** Options of the JPEG encoder. */
  readonly jpeg?: JpegInput | undefined;
  /** Options of the PNG encoder. */
  readonly png?: PngInput | undefined;
  /** Options of the GIF encoder. */
  readonly gif?: GifInput | undefined;
}
