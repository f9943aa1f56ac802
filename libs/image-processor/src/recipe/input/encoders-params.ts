// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

/** Fields of `avif`: options of the AVIF encoder. */
export interface AvifInput {
  /** For this format, instead of the recipe's `quality`. Accepts a whole number from 1 to 100. */
  readonly quality?: number | undefined;
  /** Higher is slower, for fewer bytes. Accepts a whole number from 0 to 9. Default: `3`. */
  readonly effort?: number | undefined;
  /** `4:2:0` keeps a quarter of the color samples, for fewer bytes. Default: `'4:4:4'`. */
  readonly chromaSubsampling?: '4:4:4' | '4:2:0' | undefined;
  /** Keeps every pixel as it is; `quality` then has no effect. Default: `false`. */
  readonly lossless?: boolean | undefined;
}

/** Fields of `webp`: options of the WebP encoder. */
export interface WebpInput {
  /** For this format, instead of the recipe's `quality`. Accepts a whole number from 1 to 100. */
  readonly quality?: number | undefined;
  /** Higher is slower, for fewer bytes. Accepts a whole number from 0 to 6. Default: `4`. */
  readonly effort?: number | undefined;
  /** Keeps colored edges sharper, and takes longer. Default: `false`. */
  readonly smartSubsample?: boolean | undefined;
  /** Keeps every pixel as it is; `quality` then has no effect. Default: `false`. */
  readonly lossless?: boolean | undefined;
}

/** Fields of `jpeg`: options of the JPEG encoder. */
export interface JpegInput {
  /** For this format, instead of the recipe's `quality`. Accepts a whole number from 1 to 100. */
  readonly quality?: number | undefined;
  /** Shows the whole image early, and refines it as it arrives. Default: `true`. */
  readonly progressive?: boolean | undefined;
  /** `4:2:0` keeps a quarter of the color samples, for fewer bytes. Default: `'4:2:0'`. */
  readonly chromaSubsampling?: '4:4:4' | '4:2:0' | undefined;
}

/** Fields of `png`: options of the PNG encoder. */
export interface PngInput {
  /** For this format, instead of the recipe's `quality`. Accepts a whole number from 1 to 100. */
  readonly quality?: number | undefined;
  /**
   * At most 256 colors, as few as `quality` allows. Without it, every pixel is kept as it is, and
   * `quality` has no effect. Default: `false`.
   */
  readonly palette?: boolean | undefined;
  /** Higher is slower, for fewer bytes. Accepts a whole number from 0 to 9. Default: `6`. */
  readonly compressionLevel?: number | undefined;
  /** Shows the whole image early, for more bytes. Default: `false`. */
  readonly progressive?: boolean | undefined;
}

/** Fields of `gif`: options of the GIF encoder. */
export interface GifInput {
  /** Maximum number of colors in a frame. Accepts a whole number from 2 to 256. Default: `256`. */
  readonly colors?: number | undefined;
  /** Higher is slower, for better colors. Accepts a whole number from 1 to 10. Default: `6`. */
  readonly effort?: number | undefined;
  /**
   * Strength of the dithering that imitates missing colors. Accepts a number from 0 to 1. Default:
   * `1`.
   */
  readonly dither?: number | undefined;
  /**
   * Largest difference of a pixel from the previous frame at which it is left as it was. Accepts a
   * number from 0 to 32. Default: `0`.
   */
  readonly interFrameMaxError?: number | undefined;
}
