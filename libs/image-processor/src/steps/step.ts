import type { Sharp } from 'sharp';
import type * as z from 'zod/mini';
import type { Size } from '../geometry/region.ts';
import type { Overlay } from '../overlay/overlay.ts';
import type { MapColor } from '../params/color.ts';
import type { Pixels } from '../raster/pixels.ts';

/** A step of a recipe, in one object: its parameters, its documentation, and its effects on sizes and colors. */
export interface Step<Params> {
  /** The schema of its parameters, whose descriptions are the documentation. */
  readonly params: z.core.$ZodType;
  /** Parameters to show in the documentation. */
  readonly example: unknown;
  /** The size of the result, where it differs. */
  readonly resized?: (size: Size, params: Params) => Size;
  /** Maps every color that its parameters name. */
  readonly mapColors?: (params: Params, map: MapColor) => Params;
}

/** Properties of the image that a chain is applied to. */
export interface ChainContext extends Size {
  /** The background of the recipe. */
  readonly background: string;
}

/**
 * A step that is a chain of sharp calls of its own, because sharp orders the calls within a chain by itself. `pixels`
 * looks at single pixels or at their distribution: the frames of an animation go through it as one image. `frame` looks
 * at an image as a whole: frames go through it one by one.
 */
export interface ChainStep<Params> extends Step<Params> {
  readonly kind: 'pixels' | 'frame';
  readonly apply: (image: Sharp, params: Params, context: ChainContext) => Sharp;
  /** True if it would leave these pixels as they are. */
  readonly isNoop?: (params: Params, pixels: Pixels) => boolean;
}

/** A step that sharp has no operation for: it computes the pixels of all frames. */
export interface RawStep<Params> extends Step<Params> {
  readonly kind: 'raw';
  readonly apply: (pixels: Pixels, params: Params) => Pixels;
}

/** A step that lays something over an image: made once, composited onto each frame. */
export interface OverlayStep<Params> extends Step<Params> {
  readonly kind: 'overlay';
  readonly apply: Overlay<Params>;
}

export type EffectStep<Params> = ChainStep<Params> | RawStep<Params> | OverlayStep<Params>;

/** Parameters of a step that a recipe asks for: neither absent nor `false`. */
export type Asked<Params> = Exclude<Params, undefined | false>;
export const isAsked = <Params>(params: Params): params is Asked<Params> =>
  params !== undefined && params !== false;
