import { ADDRESS_GRAMMAR, recipeKeys } from '@thumbing/client/address';
import { recipe } from '@thumbing/image-processor/recipe';
import fc from 'fast-check';
import * as z from 'zod';
import { writeRecipe } from '../address/write-recipe.ts';

type Schema = z.core.JSONSchema.JSONSchema;

/** Fields that addresses do not have. */
const ELSEWHERE = ['metadata', 'formats'];

const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const SPECIAL: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'caption.text': fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  'caption.font': name,
  'watermark.image': name,
};

function objectOf(schema: Schema, path: string, most: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [key, field] of Object.entries(properties)) {
    if (typeof field !== 'object' || ELSEWHERE.includes(key)) continue;
    values[key] = valueOf(field, path === '' ? key : `${path}.${key}`);
  }
  const optional = Object.keys(values).filter((key) => !required.includes(key));
  return fc.subarray(optional, { maxLength: Math.min(most, optional.length) }).chain((chosen) => {
    const kept = Object.entries(values).filter(([key]) => [...required, ...chosen].includes(key));
    return fc.record(Object.fromEntries(kept));
  });
}

function valueOf(schema: Schema, path: string): fc.Arbitrary<unknown> {
  const special = SPECIAL[path];
  if (special) return special;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => valueOf(choice, path)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'object') return objectOf(schema, path, 6);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string') return fc.stringMatching(new RegExp(schema.pattern ?? ''));
  return numberOf(schema);
}

/** Decimals that addresses can write, and the numbers that are likely to be defaults. */
function numberOf({ type, minimum = -1e6, maximum = 1e6 }: Schema): fc.Arbitrary<number> {
  const decimals = (places: number) =>
    fc
      .integer({ min: Math.ceil(minimum * 10 ** places), max: Math.floor(maximum * 10 ** places) })
      .map((scaled) => scaled / 10 ** places);
  const few = fc.constantFrom(minimum, 0, 1, 2, maximum);
  const some = type === 'integer' ? [decimals(0)] : [decimals(0), decimals(1), decimals(6)];
  return fc.oneof(few, ...some).filter((value) => value >= minimum && value <= maximum);
}

const schema = z.toJSONSchema(recipe, { io: 'input' });

/** Recipes that have an address, generated from their schema: a new step is included without a change here. */
export const addressable = fc
  .oneof(...[1, 2, 3, 8].map((most) => objectOf(schema, '', most)))
  .map((value) => recipe.safeParse(value).data)
  .filter((value) => value !== undefined);

// fast-check generates no lookaheads: without them, some values are refused.
const LOOKAHEAD = /\(\?!(?:\([^)]*\):\([^)]*\)|[^)]*?)\$?\)/g;
const keys = recipeKeys(ADDRESS_GRAMMAR).map((key, at) => ({
  ...key,
  at,
  fitting: fc.stringMatching(new RegExp(key.pattern.replaceAll(LOOKAHEAD, ''))),
}));

const HOSTILE = ['0', '-0', '-1', '1e9', 'NaN', '1e400', '00', '01', '1.0', '+1', '.5', '1e-7'];
const ODD = ['', 'true', 'false', 'null', 'TOP', 'top', 'right+top', '%00', '..', '__proto__', '*'];
const OTHERS = ['0.3000000000000000444', '0.5:0.5', '0:1', '50%', '0pct', '100pct', '12.50pct'];
const COLORS = ['ffffff', 'fff', '#FFF', 'FF0000', 'ff0000ff', '00000000', 'ff000080', 'YQ', 'YR'];

/** Values that fit the key, that are its default, or that fit some other key or none. */
const partOf = fc
  .constantFrom(...keys)
  .chain(({ name, at, fitting, leftOut }) =>
    fc
      .oneof(
        { weight: 5, arbitrary: fitting },
        { weight: 2, arbitrary: fc.integer({ min: 0, max: 300 }).map(String) },
        { weight: 2, arbitrary: fc.constantFrom(...HOSTILE, ...ODD, ...OTHERS, ...COLORS) },
        { weight: 1, arbitrary: fc.constantFrom('1', ...leftOut) },
      )
      .map((value) => ({ at, text: `${name}=${value}` })),
  );

const foreign = fc.constantFrom('metadata=keep', 'formats=webp', 'resize.width=9', '__proto__=1');

/** Texts of recipes, in their order. */
const sorted = fc
  .array(partOf, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.toSorted((a, b) => a.at - b.at).map(({ text }) => text));
const real = addressable.map((value) => {
  const written = writeRecipe(value);
  return 'text' in written ? written.text.split(',') : [];
});

/** Texts like those of recipes: of keys in order or not, some foreign, some with a character changed. */
export const likeRecipes = fc
  .tuple(
    fc.oneof({ weight: 1, arbitrary: sorted }, { weight: 2, arbitrary: real }),
    fc.constantFrom('as it is', 'reversed', 'with another', 'mutated', 'mutated'),
    fc.oneof(
      foreign,
      partOf.map(({ text }) => text),
    ),
    fc.nat(),
    fc.string({ unit: 'binary-ascii', minLength: 0, maxLength: 2 }),
  )
  .map(([parts, how, another, where, inserted]) => {
    if (how === 'reversed') return parts.toReversed().join(',');
    if (how === 'with another') return [...parts, another].join(',');
    const text = parts.join(',');
    if (how === 'as it is') return text;
    const at = where % (text.length + 1);
    return text.slice(0, at) + inserted + text.slice(at + (where % 2));
  });
