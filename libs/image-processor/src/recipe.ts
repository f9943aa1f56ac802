import * as z from 'zod';
import { colour } from './colour.ts';
import { resizeParams } from './steps/resize-params.ts';

/**
 * What is asked of an image, as data. It says what, never in which order: the order is the library's
 * (`render.ts`). This module loads no native code, so a configuration can be checked anywhere.
 */
export const recipe = z.strictObject({
  resize: resizeParams.optional(),
  /** What shows through where the output format has no transparency. */
  background: colour.default('#ffffff'),
  /** `keep` needs an output format that can be animated (webp); the others get the first frame. */
  animation: z.enum(['keep', 'first-frame']).default('first-frame'),
  /** 1 to 100 on the format's own scale; each format has its default. PNG is lossless and ignores it. */
  quality: z.int().min(1).max(100).optional(),
});
/** A recipe as people write it, before defaults. */
export type RecipeInput = z.input<typeof recipe>;
export type Recipe = z.output<typeof recipe>;
