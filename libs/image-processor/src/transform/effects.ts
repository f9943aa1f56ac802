import type { Job } from '../raster/sharp-pass.ts';
import type { Pixels } from '../raster/raster.ts';
import type { Recipe } from '../recipe.ts';
import { framewise, overlaid, pixelwise, type Stage } from './apply-step.ts';
import { blur } from '../steps/detail/blur.ts';
import { caption } from '../steps/canvas/caption.ts';
import { duotone } from '../steps/color/duotone.ts';
import { extend } from '../steps/canvas/extend.ts';
import { flatten } from './flatten.ts';
import { gamma } from '../steps/color/gamma.ts';
import { greyscale } from '../steps/color/grayscale.ts';
import { modulate } from '../steps/color/modulate.ts';
import { normalise } from '../steps/color/normalize.ts';
import { pixelate } from '../steps/detail/pixelate.ts';
import { round } from '../steps/canvas/corner-radius.ts';
import { sharpen } from '../steps/detail/sharpen.ts';
import { tint } from '../steps/color/tint.ts';
import { watermark } from '../steps/canvas/watermark.ts';

/**
 * The order is the contract, whatever order a recipe was written in: colours, then what blurs and sharpens them, then
 * what lies on top and is cut to shape with it, then what is around it. Crop, trim, turns and sizes come before
 * (`prepare.ts`, `pictures.ts`).
 */
const STAGES: readonly Stage[] = [
  pixelwise('normalise', normalise),
  pixelwise('gamma', gamma),
  pixelwise('modulate', modulate),
  pixelwise('greyscale', greyscale),
  pixelwise('tint', tint),
  pixelwise('duotone', duotone),
  framewise('blur', blur),
  framewise('sharpen', sharpen),
  (pixels, { pixelate: side }) => (side === undefined ? pixels : pixelate(pixels, side)),
  overlaid('watermark', watermark),
  overlaid('caption', caption),
  framewise('round', round),
  framewise('extend', extend),
  (pixels, recipe, job) => (recipe.flatten ? flatten(pixels, recipe, job) : pixels),
];

/** Does all that a recipe asks for beside its size. */
export async function effects(pixels: Pixels, recipe: Recipe, job: Job): Promise<Pixels> {
  let made = pixels;
  for (const stage of STAGES) made = await stage(made, recipe, job);
  return made;
}
