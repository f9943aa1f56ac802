import type { Job } from './pass.ts';
import type { Pixels } from './pixels.ts';
import type { Recipe } from './recipe.ts';
import { framewise, overlaid, pixelwise, type Stage } from './stage.ts';
import { blur } from './steps/blur.ts';
import { caption } from './steps/caption.ts';
import { duotone } from './steps/duotone.ts';
import { extend } from './steps/extend.ts';
import { flatten } from './steps/flatten.ts';
import { gamma } from './steps/gamma.ts';
import { greyscale } from './steps/greyscale.ts';
import { modulate } from './steps/modulate.ts';
import { normalise } from './steps/normalise.ts';
import { pixelate } from './steps/pixelate.ts';
import { round } from './steps/round.ts';
import { sharpen } from './steps/sharpen.ts';
import { tint } from './steps/tint.ts';
import { watermark } from './steps/watermark.ts';

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
