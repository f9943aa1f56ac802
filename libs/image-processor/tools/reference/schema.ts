import * as z from 'zod';
import { recipe } from '../../src/recipe/recipe.ts';

/** The keywords of JSON Schema that are read. */
const schema = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  required: z.array(z.string()).default([]),
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get items() {
    return schema.optional();
  },
  get anyOf() {
    return z.array(schema).optional();
  },
});
export type Schema = z.output<typeof schema>;

/** The JSON Schema of a zod schema. */
export const schemaOf = (type: z.core.$ZodType): Schema =>
  schema.parse(z.toJSONSchema(type, { io: 'input' }));

/** The keys of a recipe, in their order. */
export const keysOfRecipe = (): [string, Schema][] =>
  Object.entries(schemaOf(recipe).properties ?? {});
