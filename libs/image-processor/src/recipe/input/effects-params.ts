// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

import type { PositionInput } from './choices.ts';

/**
 * Fields of `normalize`: stretches the lightness, so that the darkest pixel is black and the
 * lightest is white; `true` means the defaults.
 */
export interface NormalizeInput {
  /**
   * Percentage of the pixels, the darkest ones, that may become black; less than `upper`. Accepts a
   * whole number from 0 to 99. Default: `1`.
   */
  readonly lower?: number | undefined;
  /**
   * Percentage of the pixels, counted from the darkest, above which all may become white. Accepts a
   * whole number from 1 to 100. Default: `99`.
   */
  readonly upper?: number | undefined;
}

/** Fields of `modulate`: changes brightness, saturation, hue and lightness, in CIE LCh. */
export interface ModulateInput {
  /** Multiplies the lightness; 1 has no effect. Accepts a number from 0 to 10. Default: `1`. */
  readonly brightness?: number | undefined;
  /**
   * Multiplies the chroma; 0 is gray, 1 has no effect. Accepts a number from 0 to 10. Default: `1`.
   */
  readonly saturation?: number | undefined;
  /** Rotates the hue by whole degrees. Accepts a whole number from -360 to 360. Default: `0`. */
  readonly hue?: number | undefined;
  /**
   * Adds to the lightness, which ranges from 0 (black) to 100 (white). Accepts a number from -100
   * to 100. Default: `0`.
   */
  readonly lightness?: number | undefined;
}

/** Fields of `duotone`: maps every luminance to a mix of two opaque colors. */
export interface DuotoneInput {
  /** Replaces black. Accepts a color without transparency. */
  readonly shadow: string;
  /** Replaces white; it may be the darker of the two. Accepts a color without transparency. */
  readonly highlight: string;
}

/**
 * Fields of `sharpen`: sharpens the lightness and preserves the hue, with the parameters of sharp;
 * `true` means the defaults.
 */
export interface SharpenInput {
  /**
   * Sigma of the Gaussian mask, in pixels of the rendition. Accepts a number from 0.5 to 10.
   * Default: `1`.
   */
  readonly sigma?: number | undefined;
  /** Sharpening of flat areas. Accepts a number from 0 to 10. Default: `1`. */
  readonly m1?: number | undefined;
  /** Sharpening of jagged areas. Accepts a number from 0 to 10. Default: `2`. */
  readonly m2?: number | undefined;
  /**
   * Difference in lightness at which jagged areas begin. Accepts a number from 0 to 100. Default:
   * `2`.
   */
  readonly x1?: number | undefined;
  /** Largest brightening. Accepts a number from 0 to 100. Default: `10`. */
  readonly y2?: number | undefined;
  /** Largest darkening. Accepts a number from 0 to 100. Default: `20`. */
  readonly y3?: number | undefined;
}

/** Fields of `watermark`: places one of the `images` passed to `render` over the image. */
export interface WatermarkInput {
  /** Its name among the `images`. Accepts a text of 1 to 100 characters. */
  readonly image: string;
  /** The side or corner of the image for the watermark. Default: `'right bottom'`. */
  readonly position?: PositionInput | undefined;
  /**
   * Pixels between it and the image's edges, or between one tile and the next. Accepts a whole
   * number from 0 to 16,383. Default: `0`.
   */
  readonly margin?: number | undefined;
  /**
   * Its share of the image's width; smaller if the watermark would be taller than the image.
   * Accepts a number from 0.01 to 1. Default: `0.25`.
   */
  readonly scale?: number | undefined;
  /** Its opacity: 0 is invisible, 1 is opaque. Accepts a number from 0 to 1. Default: `1`. */
  readonly opacity?: number | undefined;
  /** Repeats it over the whole image, starting from `position`. Default: `false`. */
  readonly tile?: boolean | undefined;
}

/**
 * Fields of `caption`: writes text on the image, in one of the `fonts` passed to `render` or a font
 * of the system.
 */
export interface CaptionInput {
  /**
   * The text, literally: markup is text too. Lines wider than the image are wrapped. Accepts a text
   * of 1 to 500 characters.
   */
  readonly text: string;
  /**
   * A name among the `fonts`, or a font family of the system, of which the closest match is used.
   * Without it, the first of the `fonts`, or any font of the system. Accepts a text of 1 to 100
   * characters.
   */
  readonly font?: string | undefined;
  /**
   * Size of the font in pixels, reduced if the text would not fit; text that does not fit at a size
   * of 4 is left out. Accepts a whole number from 4 to 2,000. Default: `24`.
   */
  readonly size?: number | undefined;
  /** The color of the letters. Accepts a color. Default: `'#ffffff'`. */
  readonly color?: string | undefined;
  /** The color of a box behind the text; no box without it. Accepts a color. */
  readonly background?: string | undefined;
  /**
   * Pixels between the letters and the edges of the box. Accepts a whole number from 0 to 16,383.
   * Default: `8`.
   */
  readonly padding?: number | undefined;
  /** The side or corner of the image for the box. Default: `'bottom'`. */
  readonly position?: PositionInput | undefined;
  /**
   * Pixels between the box and the image's edges. Accepts a whole number from 0 to 16,383. Default:
   * `0`.
   */
  readonly margin?: number | undefined;
  /** Alignment of lines within the box. Default: `'center'`. */
  readonly align?: 'left' | 'center' | 'right' | undefined;
}

/** Fields of `extend`: pads the image, on at least one side. */
export interface ExtendInput {
  /** Pixels above. Accepts a whole number from 0 to 16,383. Default: `0`. */
  readonly top?: number | undefined;
  /** Pixels on the right. Accepts a whole number from 0 to 16,383. Default: `0`. */
  readonly right?: number | undefined;
  /** Pixels below. Accepts a whole number from 0 to 16,383. Default: `0`. */
  readonly bottom?: number | undefined;
  /** Pixels on the left. Accepts a whole number from 0 to 16,383. Default: `0`. */
  readonly left?: number | undefined;
  /** The color of the padding; transparent without it. Accepts a color. */
  readonly background?: string | undefined;
}
