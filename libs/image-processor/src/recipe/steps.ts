import * as z from 'zod/mini';
import { caption } from '../steps/canvas/caption.ts';
import { cornerRadius } from '../steps/canvas/corner-radius.ts';
import { extend } from '../steps/canvas/extend.ts';
import { flatten } from '../steps/canvas/flatten.ts';
import { watermark } from '../steps/canvas/watermark.ts';
import { contrast } from '../steps/color/contrast.ts';
import { duotone } from '../steps/color/duotone.ts';
import { gamma } from '../steps/color/gamma.ts';
import { grayscale } from '../steps/color/grayscale.ts';
import { modulate } from '../steps/color/modulate.ts';
import { negate } from '../steps/color/negate.ts';
import { normalize } from '../steps/color/normalize.ts';
import { tint } from '../steps/color/tint.ts';
import { blur } from '../steps/detail/blur.ts';
import { pixelate } from '../steps/detail/pixelate.ts';
import { sharpen } from '../steps/detail/sharpen.ts';
import { crop } from '../steps/geometry/crop.ts';
import { flip } from '../steps/geometry/flip.ts';
import { flop } from '../steps/geometry/flop.ts';
import { resize } from '../steps/geometry/resize.ts';
import { rotate } from '../steps/geometry/rotate.ts';
import { trim } from '../steps/geometry/trim.ts';
import type { Asked, EffectStep } from '../steps/step.ts';

/** Parameters of every step: keys of a recipe. */
export const stepParams = {
  crop: z.optional(crop.params),
  trim: z.optional(trim.params),
  rotate: z.optional(rotate.params),
  flip: z.optional(flip.params),
  flop: z.optional(flop.params),
  resize: z.optional(resize.params),

  normalize: z.optional(normalize.params),
  gamma: z.optional(gamma.params),
  contrast: z.optional(contrast.params),
  modulate: z.optional(modulate.params),
  grayscale: z.optional(grayscale.params),
  negate: z.optional(negate.params),
  tint: z.optional(tint.params),
  duotone: z.optional(duotone.params),
  blur: z.optional(blur.params),
  sharpen: z.optional(sharpen.params),
  pixelate: z.optional(pixelate.params),

  watermark: z.optional(watermark.params),
  caption: z.optional(caption.params),
  cornerRadius: z.optional(cornerRadius.params),
  extend: z.optional(extend.params),
  flatten: z.optional(flatten.params),
};

/** The steps of a recipe; each may be absent. */
export type StepParams = z.output<z.ZodMiniObject<typeof stepParams>>;
export type StepKey = keyof StepParams;

/** Steps that decide which part of the original is shown, which way up and at which size, in their order. */
export const GEOMETRY = { crop, trim, rotate, flip, flop, resize } as const;

export type EffectKey = Exclude<StepKey, keyof typeof GEOMETRY>;

/**
 * The steps that follow, in their order, which is the contract whatever order a recipe is written in: colors, then
 * blurring and sharpening, then overlays and the shape that cuts them too, then the padding around it. A step of the
 * recipe that is missing here is a type error.
 */
export const EFFECTS: { readonly [Key in EffectKey]: EffectStep<Asked<StepParams[Key]>> } = {
  normalize,
  gamma,
  contrast,
  modulate,
  grayscale,
  negate,
  tint,
  duotone,
  blur,
  sharpen,
  pixelate,
  watermark,
  caption,
  cornerRadius,
  extend,
  flatten,
};
