import type { Sharp } from 'sharp';
import { encodeFailure } from '../errors.ts';
import type { Framing } from '../framing.ts';
import { open, pixelsOf, type Pixels } from '../pixels.ts';
import type { Recipe } from '../recipe.ts';
import type { Limits } from '../types.ts';
import { resize } from './resize.ts';
import { timeout } from './timeout.ts';

type Step = (image: Sharp, recipe: Recipe, framing: Framing) => Sharp;

/** The order is the contract, whatever order a recipe was written in. */
const STEPS: readonly Step[] = [
  (image, recipe, framing) => (recipe.resize ? resize(image, recipe.resize, framing) : image),
];

/** Makes the pixels of a variant from those of the original. */
export async function shape(
  pixels: Pixels,
  recipe: Recipe,
  framing: Framing,
  limits: Limits,
): Promise<Pixels> {
  const image = STEPS.reduce((current, step) => step(current, recipe, framing), open(pixels));
  try {
    return await pixelsOf(image.timeout(timeout(limits)), pixels.frames);
  } catch (error) {
    throw encodeFailure('a variant', error);
  }
}
