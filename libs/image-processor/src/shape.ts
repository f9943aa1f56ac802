import type { Point } from './geometry.ts';
import type { Job } from './pass.ts';
import type { Pixels } from './pixels.ts';
import type { Plan } from './plan.ts';
import { fit } from './steps/fit.ts';

/** Makes the pixels of a variant from its picture. */
export async function shape(
  picture: Pixels,
  { recipe, framing }: Plan,
  focus: Point | undefined,
  job: Job,
): Promise<Pixels> {
  const pixels = await fit(picture, recipe.resize, framing.canvas, focus, job);
  // Loaded with the first picture: who only starts, or refuses it, needs none of the steps.
  const { effects } = await import('./effects.ts');
  return effects(pixels, recipe, job);
}
