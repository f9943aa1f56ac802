import type { Sharp } from 'sharp';
import { encodeFailure } from '../errors.ts';
import type { Framing } from '../framing.ts';
import { firstFrame, open, pixelsOf, type Pixels } from '../pixels.ts';
import type { Recipe } from '../recipe.ts';
import type { Limits } from '../types.ts';
import { findCrop, isStrategy, resize, resizeAndCrop, type Crop } from './resize.ts';
import { timeout } from './timeout.ts';

/** A step gets the picture, what was asked of it, and what was worked out for this variant. */
type Step = (image: Sharp, recipe: Recipe, settled: Settled) => Sharp;

interface Settled {
  readonly framing: Framing;
  readonly crop: Crop | undefined;
}

/** The order is the contract, whatever order a recipe was written in. */
const STEPS: readonly Step[] = [
  (image, { resize: params }, { framing, crop }) => {
    if (!params) return image;
    return crop ? resizeAndCrop(image, framing, crop) : resize(image, params, framing);
  },
];

/** Makes the pixels of a variant from those of the original. */
export async function shape(
  pixels: Pixels,
  recipe: Recipe,
  framing: Framing,
  limits: Limits,
): Promise<Pixels> {
  try {
    const crop = await cropOfAnimation(pixels, recipe, framing);
    const image = STEPS.reduce(
      (current, step) => step(current, recipe, { framing, crop }),
      open(pixels),
    );
    return await pixelsOf(image.timeout(timeout(limits)), pixels.frames);
  } catch (error) {
    throw encodeFailure('a variant', error);
  }
}

/** libvips looks for what matters in still pictures only: an animation is cut where its first frame is. */
async function cropOfAnimation(
  pixels: Pixels,
  { resize: params }: Recipe,
  framing: Framing,
): Promise<Crop | undefined> {
  if (pixels.frames === 1 || params?.fit !== 'cover' || !isStrategy(params)) return undefined;
  return findCrop(open(firstFrame(pixels)), params, framing);
}
