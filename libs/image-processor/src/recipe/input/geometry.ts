// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

import type { CropInput, TrimInput, ResizeInput } from './geometry-params.ts';

/** Keys of a recipe: geometry. */
export interface GeometryInput {
  /**
   * Keeps a part of the upright original, before any other step. An SVG is cropped at its own size.
   */
  readonly crop?: CropInput | undefined;
  /**
   * Removes edges of one color; for an animation, those of its first frame. Trimming takes longer,
   * because the original is decoded at its full size.
   */
  readonly trim?: TrimInput | undefined;
  /**
   * Rotates the image clockwise, by degrees, before it is resized. The corners that this exposes
   * are transparent. Accepts a number from -360 to 360.
   */
  readonly rotate?: number | undefined;
  /** Mirrors the image top to bottom. */
  readonly flip?: boolean | undefined;
  /** Mirrors the image left to right. */
  readonly flop?: boolean | undefined;
  /** Makes the image smaller, or larger with `enlarge`. Needs a width, a height, or both. */
  readonly resize?: ResizeInput | undefined;
}
