import type { Region } from '../geometry/region.ts';
import { plan, type Plan } from '../plan/plan.ts';
import { recipe, type RecipeInput } from '../recipe.ts';

/** The plan of a recipe for a part of an original that says nothing of its colours. */
export const planFor = (
  input: RecipeInput,
  region: Region,
  { frames = 1, variant = 'it' } = {},
): Plan =>
  plan(variant, recipe.parse(input), region, {
    frames,
    hasProfile: false,
    formats: ['webp', 'jpeg'],
  });

/** The same for several, by their names or places. */
export const plansFor = (
  inputs: Readonly<Record<string, RecipeInput>> | readonly RecipeInput[],
  region: Region,
): Plan[] => Object.entries(inputs).map(([variant, input]) => planFor(input, region, { variant }));
