import { recipe } from '@thumbing/config';
import * as z from 'zod';

/**
 * What a recipe is, for the OpenAPI document. Its generator does not know schemas of `zod/mini`, of which recipes are
 * made; zod itself does. Loaded with the first document, for no other request needs it.
 */
export const recipeSchema = z
  .object({
    type: z.literal('object'),
    properties: z.record(z.string(), z.record(z.string(), z.unknown())),
    required: z.array(z.string()),
    additionalProperties: z.literal(false),
  })
  .parse(z.toJSONSchema(recipe));
