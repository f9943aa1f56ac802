import type { Point } from './geometry.ts';
import { framewise, pixelwise, type Job, type Stage } from './pass.ts';
import type { Pixels } from './pixels.ts';
import type { Plan } from './plan.ts';
import { fit } from './steps/fit.ts';
import { flatten } from './steps/flatten.ts';

/**
 * The order is the contract, whatever order a recipe was written in: colours, then what blurs and sharpens them, then
 * what lies on top and is cut to shape with it, then what is around it. Crop, trim, turns and sizes come before
 * (`prepare.ts`, `pictures.ts`). Each is loaded when a recipe first asks for it: whoever starts pays for none.
 */
const STAGES: readonly Stage[] = [
  pixelwise('normalise', () => import('./steps/normalise.ts')),
  pixelwise('gamma', () => import('./steps/gamma.ts')),
  pixelwise('modulate', () => import('./steps/modulate.ts')),
  pixelwise('greyscale', () => import('./steps/greyscale.ts')),
  pixelwise('tint', () => import('./steps/tint.ts')),
  pixelwise('duotone', () => import('./steps/duotone.ts')),
  framewise('blur', () => import('./steps/blur.ts')),
  framewise('sharpen', () => import('./steps/sharpen.ts')),
  async (pixels, { pixelate: side }) =>
    side === undefined ? pixels : (await import('./steps/pixelate.ts')).pixelate(pixels, side),
  framewise('watermark', () => import('./steps/watermark.ts')),
  framewise('caption', () => import('./steps/caption.ts')),
  framewise('round', () => import('./steps/round.ts')),
  framewise('extend', () => import('./steps/extend.ts')),
  (pixels, recipe, job) => (recipe.flatten ? flatten(pixels, recipe, job) : pixels),
];

/** Makes the pixels of a variant from its picture. */
export async function shape(
  picture: Pixels,
  { recipe, framing }: Plan,
  focus: Point | undefined,
  job: Job,
): Promise<Pixels> {
  let pixels = await fit(picture, recipe.resize, framing.canvas, focus, job);
  for (const stage of STAGES) pixels = await stage(pixels, recipe, job);
  return pixels;
}
