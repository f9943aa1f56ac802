import type { Region } from '../geometry/region.ts';
import { plan, type Plan } from '../plan/plan.ts';
import { planRender, type RenderPlan } from '../plan/plan-render.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { readHeader } from '../source/header.ts';
import type { RenderOptions } from '../types.ts';

/** The plan of a recipe for a region of an original without a profile. */
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

/** The plans of several recipes, by their names or indexes. */
export const plansFor = (
  inputs: Readonly<Record<string, RecipeInput>> | readonly RecipeInput[],
  region: Region,
): Plan[] => Object.entries(inputs).map(([variant, input]) => planFor(input, region, { variant }));

/** The plans of a whole original, as `render` makes them. */
export const planOf = async <V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<RenderPlan<V>> => planRender(await readHeader(bytes, options), options);
