// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

import type {
  NormalizeInput,
  ModulateInput,
  DuotoneInput,
  SharpenInput,
  WatermarkInput,
  CaptionInput,
  ExtendInput,
} from './effects-params.ts';

/** Keys of a recipe: effects. */
export interface EffectsInput {
  /**
   * Stretches the lightness, so that the darkest pixel is black and the lightest is white; `true`
   * means the defaults.
   */
  readonly normalize?: true | NormalizeInput | undefined;
  /**
   * Values above 1 brighten midtones, and values below 1 darken them; black and white do not
   * change. Accepts a number from 0.34 to 3.
   */
  readonly gamma?: number | undefined;
  /**
   * Multiplies the contrast, like CSS's `contrast()`: 0 is gray, 1 has no effect. Accepts a number
   * from 0 to 10.
   */
  readonly contrast?: number | undefined;
  /** Changes brightness, saturation, hue and lightness, in CIE LCh. */
  readonly modulate?: ModulateInput | undefined;
  /** Removes the color and keeps the luminance. */
  readonly grayscale?: boolean | undefined;
  /** Inverts every color, like a photographic negative. */
  readonly negate?: boolean | undefined;
  /**
   * Gives the image the hue of an opaque color, and keeps the luminance. Accepts a color without
   * transparency.
   */
  readonly tint?: string | undefined;
  /** Maps every luminance to a mix of two opaque colors. */
  readonly duotone?: DuotoneInput | undefined;
  /**
   * Blurs the image. The value is the sigma of a Gaussian, in pixels of the rendition. Accepts a
   * number from 0.3 to 100.
   */
  readonly blur?: number | undefined;
  /**
   * Sharpens the lightness and preserves the hue, with the parameters of sharp; `true` means the
   * defaults.
   */
  readonly sharpen?: true | SharpenInput | undefined;
  /**
   * Replaces square blocks with their average color. The value is the side of a block, in pixels of
   * the rendition. Accepts a whole number from 2 to 1,000.
   */
  readonly pixelate?: number | undefined;
  /** Places one of the `images` passed to `render` over the image. */
  readonly watermark?: WatermarkInput | undefined;
  /** Writes text on the image, in one of the `fonts` passed to `render` or a font of the system. */
  readonly caption?: CaptionInput | undefined;
  /**
   * Rounds the corners by a radius in pixels, at most half the shorter side, or keeps the largest
   * `circle` in the middle; the area outside is transparent. Accepts a whole number from 1 to
   * 16,383.
   */
  readonly cornerRadius?: number | 'circle' | undefined;
  /** Pads the image, on at least one side. */
  readonly extend?: ExtendInput | undefined;
  /**
   * Puts the image on the `background` in every format, not only where the format has no
   * transparency.
   */
  readonly flatten?: boolean | undefined;
}
