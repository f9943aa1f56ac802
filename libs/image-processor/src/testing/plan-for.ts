import type { Region } from '../geometry.ts';
import { plan, type Plan } from '../plan.ts';
import { recipe, type RecipeInput } from '../recipe.ts';

/** The plan of a recipe for a part of an original that says nothing of its colours. */
export const planFor = (input: RecipeInput, region: Region, frames = 1): Plan =>
  plan('it', recipe.parse(input), region, {
    frames,
    hasProfile: false,
    formats: ['webp', 'jpeg'],
  });
