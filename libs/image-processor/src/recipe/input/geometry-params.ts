// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

import type { PositionInput } from './choices.ts';

/**
 * Fields of `crop`: keeps a part of the upright original, before any other step. An SVG is cropped
 * at its own size.
 */
export interface CropInput {
  /**
   * Distance from the left edge. Accepts a whole number from 0 to 163,830 or a percentage. Default:
   * `0`.
   */
  readonly left?: number | string | undefined;
  /**
   * Distance from the top edge. Accepts a whole number from 0 to 163,830 or a percentage. Default:
   * `0`.
   */
  readonly top?: number | string | undefined;
  /**
   * Width of the part. Accepts a whole number from 1 to 163,830 or a percentage. Default: `'100%'`.
   */
  readonly width?: number | string | undefined;
  /**
   * Height of the part. Accepts a whole number from 1 to 163,830 or a percentage. Default:
   * `'100%'`.
   */
  readonly height?: number | string | undefined;
}

/**
 * Fields of `trim`: removes edges of one color; for an animation, those of its first frame.
 * Trimming takes longer, because the original is decoded at its full size.
 */
export interface TrimInput {
  /** The color of the edges. Without it, that of the top left pixel. Accepts a color. */
  readonly background?: string | undefined;
  /**
   * Largest difference from that color, for each channel. Accepts a number from 0 to 255. Default:
   * `10`.
   */
  readonly threshold?: number | undefined;
  /**
   * Pixels of the original to keep around the remaining part. Accepts a whole number from 0 to
   * 16,383. Default: `0`.
   */
  readonly margin?: number | undefined;
}

/**
 * Fields of `resize`: makes the image smaller, or larger with `enlarge`. Needs a width, a height,
 * or both.
 */
export interface ResizeInput {
  /** CSS pixels: `dpr` multiplies them. Accepts a whole number from 1 to 16,383. */
  readonly width?: number | undefined;
  /** CSS pixels: `dpr` multiplies them. Accepts a whole number from 1 to 16,383. */
  readonly height?: number | undefined;
  /**
   * `inside` makes the image at most as large, `outside` at least as large, `cover` crops,
   * `contain` pads, `fill` stretches. Default: `'inside'`.
   */
  readonly fit?: 'cover' | 'contain' | 'fill' | 'inside' | 'outside' | undefined;
  /**
   * The part that `cover` keeps, or the place of the image within `contain`; `entropy` and
   * `attention` find the part to keep. Accepts `{ x, y }` with each a number from 0 to 1. Default:
   * `'center'`.
   */
  readonly position?:
    | PositionInput
    | 'entropy'
    | 'attention'
    | { readonly x: number; readonly y: number }
    | undefined;
  /** The color of the padding of `contain`; transparent without it. Accepts a color. */
  readonly background?: string | undefined;
  /**
   * Enlarges a small original. Without it, the original stays small instead of turning blurry:
   * `cover` then crops the sides that are too long, and a square of 512 may come out as 512 x 300.
   * Default: `false`.
   */
  readonly enlarge?: boolean | undefined;
  /**
   * Device pixels per CSS pixel: multiplies the sides. Accepts a number from 1 to 5. Default: `1`.
   */
  readonly dpr?: number | undefined;
}
