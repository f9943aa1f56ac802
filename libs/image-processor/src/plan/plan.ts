import { FORMATS, type OutputFormat } from '../formats.ts';
import type { Region, Size } from '../geometry/region.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { EFFECTS, GEOMETRY, type EffectKey, type StepParams } from '../recipe/steps.ts';
import { isAsked, type Asked, type EffectStep } from '../steps/step.ts';
import { keysOf } from '../util/keys-of.ts';
import { frame, type Framing } from './framing.ts';
import { keepsAnimation, outputsOf, type Outputs } from './outputs.ts';

/** One variant, decided before any pixel is decoded. */
export interface Plan<V extends string = string> {
  readonly variant: V;
  /** The recipe; its color space and metadata are those that are possible. */
  readonly recipe: Recipe;
  /** The part of the upright original that it shows. */
  readonly region: Region;
  /** The size of that part after its rotation, before it is resized. */
  readonly rotated: Size;
  readonly framing: Framing;
  /** The size of the renditions. */
  readonly size: Size;
  /** The most frames of any rendition. */
  readonly frames: number;
  readonly outputs: Outputs;
}

/** Facts about the original that plans depend on, and the formats for recipes without their own. */
export interface PlanInput {
  readonly frames: number;
  /** True if the original has a profile that applies to RGB. */
  readonly hasProfile: boolean;
  readonly formats: readonly OutputFormat[];
}

export function plan<V extends string>(
  variant: V,
  recipe: Recipe,
  region: Region,
  { frames, hasProfile, formats }: PlanInput,
): Plan<V> {
  const outputs = outputsOf(recipe, formats);
  const animated = frames > 1 && outputs.formats.some((format) => keepsAnimation(recipe, format));
  const { colorSpace, metadata } = recipe;
  // sharp writes neither profiles nor metadata with raw frames.
  const isPlain = animated || outputs.formats.some((format) => !FORMATS[format].profile);
  const possible: Pick<Recipe, 'colorSpace' | 'metadata'> = {
    colorSpace: isPlain || (colorSpace === 'keep' && !hasProfile) ? 'srgb' : colorSpace,
    metadata: animated ? 'none' : metadata,
  };
  return {
    variant,
    recipe: { ...recipe, ...possible },
    outputs,
    frames: animated ? frames : 1,
    ...geometryOf(recipe, region),
  };
}

/** The same plan for another region of the original. */
export const withRegion = <V extends string>(plan: Plan<V>, region: Region): Plan<V> => ({
  ...plan,
  ...geometryOf(plan.recipe, region),
});

export const isEnlarged = ({ rotated, framing: { scaled } }: Plan): boolean =>
  scaled.width > rotated.width || scaled.height > rotated.height;

/** True if the image is rotated or mirrored. */
export const isTurned = ({ recipe: { rotate, flip, flop } }: Plan): boolean =>
  [rotate, flip, flop].some(Boolean);

/** A key shared by plans that show the same region the same way up. */
export const viewKey = ({ region, recipe: { rotate, flip, flop } }: Plan): string =>
  JSON.stringify([region, rotate ?? 0, flip === true, flop === true]);

function geometryOf(
  recipe: Recipe,
  region: Region,
): Pick<Plan, 'region' | 'rotated' | 'framing' | 'size'> {
  const rotated = GEOMETRY.rotate.resized(region, recipe.rotate);
  const framing = frame(rotated, recipe.resize);
  const size = keysOf(EFFECTS).reduce(
    (size, key) => sizeAfter(key, recipe[key], size),
    framing.canvas,
  );
  return { region, rotated, framing, size };
}

/** The size of an image after a step, where the recipe asks for it. */
function sizeAfter<Key extends EffectKey>(key: Key, params: StepParams[Key], size: Size): Size {
  const step: EffectStep<Asked<StepParams[Key]>> = EFFECTS[key];
  return isAsked(params) && step.resized ? step.resized(size, params) : size;
}
