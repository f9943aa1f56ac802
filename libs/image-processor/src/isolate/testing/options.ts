import { recipe } from '../../recipe/recipe.ts';
import { LIMITS } from '../../testing/make.ts';
import type { RenderOptions } from '../../types.ts';

/** Two variants in two formats, of originals that may be isolated. */
export const OPTIONS: RenderOptions = {
  accept: ['svg', 'jpeg'],
  limits: LIMITS,
  variants: {
    large: recipe.parse({ resize: { width: 90 } }),
    small: recipe.parse({ resize: { width: 40 } }),
  },
  formats: ['png', 'webp'],
};
