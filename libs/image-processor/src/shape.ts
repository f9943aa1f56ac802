import type { Job } from './pass.ts';
import type { Pixels } from './pixels.ts';
import type { Plan } from './plan.ts';
import { fit } from './steps/fit.ts';

/** Makes the pixels of a variant from its picture. */
export async function shape(picture: Pixels, { recipe, framing }: Plan, job: Job): Promise<Pixels> {
  const pixels = await fit(picture, recipe.resize, framing.canvas, job);
  // Loaded with the first picture: who only starts, or refuses it, needs none of the steps.
  const { effects } = await import('./effects.ts');
  return effects(pixels, recipe, job);
}
