import type { ImageFacts } from '../source/facts.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { cropRegion } from '../steps/geometry/crop.ts';
import { plan } from './plan.ts';

/**
 * The size of the image that a recipe makes of an original, in pixels of one frame; before its edges are trimmed, where the
 * recipe asks for that. Throws an `ImageError` if it crops outside of the original.
 */
export function renditionSize(
  original: Pick<ImageFacts, 'width' | 'height'>,
  asked: Recipe,
): Pick<ImageFacts, 'width' | 'height'> {
  const region = cropRegion('the rendition', original, asked.crop);
  const { width, height } = plan('the rendition', asked, region, STILL).size;
  return { width, height };
}

/** Neither frames nor formats change the size. */
const STILL = { frames: 1, hasProfile: false, formats: ['webp'] } as const;
