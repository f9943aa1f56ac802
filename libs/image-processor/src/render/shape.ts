import type { Job } from '../raster/sharp-pass.ts';
import type { Pixels } from '../raster/raster.ts';
import type { Plan } from '../plan/plan.ts';
import { fit } from '../transform/pad.ts';

/** Makes the pixels of a variant from its picture. */
export async function shape(picture: Pixels, { recipe, framing }: Plan, job: Job): Promise<Pixels> {
  const pixels = await fit(picture, recipe.resize, framing.canvas, job);
  // Loaded with the first picture: who only starts, or refuses it, needs none of the steps.
  const { effects } = await import('../transform/effects.ts');
  return effects(pixels, recipe, job);
}
