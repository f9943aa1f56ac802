import fc from 'fast-check';
import * as z from 'zod';
import { recipe, type RecipeInput } from '../../src/recipe/recipe.ts';
import { LOGO } from './trial.ts';

type Schema = z.core.JSONSchema.JSONSchema;

/** Texts with a meaning in markup, format strings, paths or Unicode, and a plain one. */
const TEXTS = [
  'hello',
  'two\nlines',
  '<b>&amp;</b>',
  '<span size="9999999">',
  '%s%n',
  '../../etc',
  '\u{1f600}\u202e',
];

/** Texts that must name something that trials have. */
const NAMES: Readonly<Record<string, string>> = { 'watermark.image': LOGO };

/** More keys seldom fit together, and take long. */
const MOST_KEYS = 5;

/**
 * Any recipe that the schema accepts, generated from the schema itself: a new step is included without a change here.
 */
export const recipes: fc.Arbitrary<RecipeInput> = valueOf(
  z.toJSONSchema(recipe, { io: 'input' }),
  '',
).filter((value): value is RecipeInput => recipe.safeParse(value).success);

function valueOf(schema: Schema, path: string): fc.Arbitrary<unknown> {
  const name = NAMES[path];
  if (name !== undefined) return fc.constant(name);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => valueOf(choice, path)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, path);
    case 'array':
      return arrayOf(schema, path);
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    default:
      throw new Error(`make up here what ${path} can be: ${JSON.stringify(schema)}`);
  }
}

function objectOf({ properties = {}, required = [] }: Schema, path: string): fc.Arbitrary<unknown> {
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [key, schema] of Object.entries(properties)) {
    if (typeof schema !== 'object') continue;
    values[key] = valueOf(schema, path === '' ? key : `${path}.${key}`);
  }
  const optional = Object.keys(values).filter((key) => !required.includes(key));
  return fc
    .subarray(optional, { maxLength: Math.min(MOST_KEYS, optional.length) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          Object.entries(values).filter(([key]) => required.includes(key) || chosen.includes(key)),
        ),
      ),
    );
}

function arrayOf(
  { items, minItems = 0, maxItems = minItems + 4 }: Schema,
  path: string,
): fc.Arbitrary<unknown> {
  if (typeof items !== 'object' || Array.isArray(items))
    throw new Error(`make up here what ${path} is a list of`);
  return fc.array(valueOf(items, path), { minLength: minItems, maxLength: maxItems });
}

function textOf({ pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<unknown> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    fc.constantFrom(...TEXTS.filter(({ length }) => length >= minLength && length <= maxLength)),
    fc.string({ unit: 'binary', minLength, maxLength }),
  );
}

/** Small numbers are as likely as all others together: they fit the small images of trials. */
function numberOf({ type, minimum = -1e6, maximum = 1e6 }: Schema): fc.Arbitrary<unknown> {
  const within = (max: number): fc.Arbitrary<number> =>
    type === 'integer'
      ? fc.integer({ min: minimum, max })
      : fc.double({ min: minimum, max, noNaN: true });
  return fc.oneof(within(Math.min(maximum, minimum + 100)), within(maximum));
}
