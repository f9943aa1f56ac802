import sharp from 'sharp';
import type { MapColor } from '../params/color.ts';
import type { Plan } from '../plan/plan.ts';
import { withLibvipsRetry } from '../raster/sharp-retry.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { EFFECTS, GEOMETRY, type StepKey, type StepParams } from '../recipe/steps.ts';
import { isAsked, type Asked, type Step } from '../steps/step.ts';
import { keysOf } from '../util/keys-of.ts';

/** Converts the colors that recipes name, which are sRGB as in CSS, for an image in Display P3. */
export async function colorsInP3<V extends string>(plans: readonly Plan<V>[]): Promise<Plan<V>[]> {
  // Most variants name the same few colors, and each takes some milliseconds.
  const named = new Set<string>();
  for (const { recipe } of plans) mapColors(recipe, (color) => (named.add(color), color));
  const converted = new Map<string, string>();
  for (const color of named) converted.set(color, await toP3(color));
  const convert: MapColor = (color) => converted.get(color) ?? color;
  return plans.map((plan) => ({ ...plan, recipe: mapColors(plan.recipe, convert) }));
}

const STEPS: { readonly [Key in StepKey]: Step<Asked<StepParams[Key]>> } = {
  ...GEOMETRY,
  ...EFFECTS,
};

/** Maps every color of a recipe. */
const mapColors = (recipe: Recipe, map: MapColor): Recipe =>
  keysOf(STEPS).reduce((mapped, key) => mapStep(mapped, key, mapped[key], map), {
    ...recipe,
    background: map(recipe.background),
  });

function mapStep<Key extends StepKey>(
  recipe: Recipe,
  key: Key,
  params: StepParams[Key],
  map: MapColor,
): Recipe {
  const step: Step<Asked<StepParams[Key]>> = STEPS[key];
  if (!isAsked(params) || !step.mapColors) return recipe;
  return { ...recipe, [key]: step.mapColors(params, map) };
}

/** Converts a color with sharp, as images are: an image and the padding of the same color around it stay one. */
async function toP3(color: string): Promise<string> {
  const [opaque, alpha] = [color.slice(0, 7), color.slice(7)];
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: opaque } });
  const data = await withLibvipsRetry(() => pixel.withIccProfile('p3').raw().toBuffer());
  return `#${data.toString('hex')}${alpha}`;
}
