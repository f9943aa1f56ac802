import { frame, type Framing } from './framing.ts';
import type { OutputFormat } from './formats.ts';
import { scaled, type Region, type Size } from './geometry.ts';
import { moves, outputsOf, type Outputs } from './outputs.ts';
import type { Recipe } from './recipe.ts';
import { extended } from './steps/extend.ts';
import { PLACEHOLDER_SIDE } from './steps/placeholder.ts';
import { turned } from './steps/rotate.ts';

/** One variant, settled before anything is made of it. */
export interface Plan<V extends string = string> {
  readonly variant: V;
  readonly recipe: Recipe;
  /** The part of the upright original that it shows. */
  readonly region: Region;
  /** That part turned, at its full size. */
  readonly turned: Size;
  readonly framing: Framing;
  /** What comes out. */
  readonly size: Size;
  /** The most frames that any of its renditions has. */
  readonly frames: number;
  readonly outputs: Outputs;
  /** What can be had of what the recipe asks for. */
  readonly colour: Recipe['colour'];
  readonly metadata: Recipe['metadata'];
}

/** What a plan has to know of the original, and the formats where a recipe names none. */
export interface Given {
  readonly frames: number;
  /** Whether there is a profile that says what its colours mean. */
  readonly hasProfile: boolean;
  readonly formats: readonly OutputFormat[];
}

export function plan<V extends string>(
  variant: V,
  recipe: Recipe,
  region: Region,
  { frames, hasProfile, formats }: Given,
): Plan<V> {
  const outputs = outputsOf(recipe, formats);
  const moving = frames > 1 && outputs.formats.some((format) => moves(recipe, format));
  const { colour, metadata } = recipe;
  return {
    variant,
    recipe,
    outputs,
    frames: moving ? frames : 1,
    // sharp writes neither profiles nor metadata with raw frames.
    colour: moving || (colour === 'keep' && !hasProfile) ? 'srgb' : colour,
    metadata: moving ? 'none' : metadata,
    ...geometry(recipe, region),
  };
}

/** The same plan for another part of the original. */
export const replan = <V extends string>(plan: Plan<V>, region: Region): Plan<V> => ({
  ...plan,
  ...geometry(plan.recipe, region),
});

export const isEnlarged = ({ turned, framing: { picture } }: Plan): boolean =>
  picture.width > turned.width || picture.height > turned.height;

export const isTurned = ({ recipe: { rotate, flip, flop } }: Plan): boolean =>
  [rotate, flip, flop].some(Boolean);

/** What of the original a plan shows, and which way up. */
export const viewOf = ({ region, recipe: { rotate, flip, flop } }: Plan): string =>
  JSON.stringify([region, rotate ?? 0, flip === true, flop === true]);

function geometry(
  { rotate, resize, extend }: Recipe,
  region: Region,
): Pick<Plan, 'region' | 'turned' | 'framing' | 'size'> {
  const whole = turned(region, rotate);
  const framing = frame(whole, resize);
  const size = extend ? extended(framing.canvas, extend) : framing.canvas;
  return { region, turned: whole, framing, size };
}

/** The smallest size from which all plans of a picture and a placeholder can be made, of at most so many times its own. */
export function smallestFor(original: Size, plans: readonly Plan[], most = 1): Size {
  const needed = plans.map(({ turned: { width, height }, framing: { picture } }) =>
    Math.max(picture.width / width, picture.height / height),
  );
  const placeholder = PLACEHOLDER_SIDE / Math.max(original.width, original.height);
  return scaled(original, Math.min(most, Math.max(Math.min(1, placeholder), ...needed)));
}
