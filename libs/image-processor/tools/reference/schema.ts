import * as z from 'zod';
import { recipe } from '../../src/recipe.ts';

/** What is read of a JSON schema. */
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

/** What JSON schema says of a schema of zod. */
export const schemaOf = (type: z.core.$ZodType): Schema =>
  schema.parse(z.toJSONSchema(type, { io: 'input' }));

/** Each key of a recipe, in their order. */
export const keysOfRecipe = (): [string, Schema][] =>
  Object.entries(schemaOf(recipe).properties ?? {});
