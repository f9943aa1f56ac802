import * as z from 'zod';
import { encoderParams } from '../encoders/encoders.ts';
import { qualityParams } from '../params/quality.ts';
import { refuseRenamed } from '../params/strict-object.ts';
import type { RecipeInput } from './input/recipe-input.ts';
import * as output from './output.ts';
import { stepParams } from './steps.ts';

const shape = {
  ...stepParams,
  background: z._default(output.background, '#ffffff'),

  animation: output.animation.default('first-frame'),
  formats: output.formats.optional(),
  quality: z.optional(qualityParams),
  maxBytes: output.maxBytes.optional(),
  colorSpace: output.colorSpace.default('srgb'),
  metadata: output.metadata.default('none'),

  ...encoderParams,
};

/**
 * The schema as an object that can be extended, with the types that zod infers. `recipe` has those with documentation.
 *
 * @hidden
 */
export const recipeObject = z.strictObject(shape, { error: refuseRenamed(Object.keys(shape)) });

export type { RecipeInput };

/** A parsed recipe, with its defaults. */
export interface Recipe extends z.output<typeof recipeObject> {}

/**
 * A request for an image, as data, in any order: the order of the steps is the library's (`steps.ts`). This module
 * loads no native code, so that a configuration can be checked anywhere. Its type names what it takes and returns, so
 * that editors document the fields of a recipe wherever this schema is a part of another.
 */
export const recipe: z.ZodType<Recipe, RecipeInput> = recipeObject;
