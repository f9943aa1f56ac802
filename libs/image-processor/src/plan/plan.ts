import { frame, type Framing } from './framing.ts';
import type { OutputFormat } from '../formats.ts';
import type { Region, Size } from '../geometry/region.ts';
import { moves, outputsOf, type Outputs } from './outputs.ts';
import type { Recipe } from '../recipe.ts';
import { extended } from '../steps/canvas/extend.ts';
import { turned } from '../steps/geometry/rotate.ts';

/** One variant, settled before anything is made of it. */
export interface Plan<V extends string = string> {
  readonly variant: V;
  /** What was asked for; of colours and metadata, what can be had. */
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
  // sharp writes neither profiles nor metadata with raw frames, and a GIF has no room for a profile.
  const isPlain = moving || outputs.formats.includes('gif');
  const had: Pick<Recipe, 'colour' | 'metadata'> = {
    colour: isPlain || (colour === 'keep' && !hasProfile) ? 'srgb' : colour,
    metadata: moving ? 'none' : metadata,
  };
  return {
    variant,
    recipe: { ...recipe, ...had },
    outputs,
    frames: moving ? frames : 1,
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
