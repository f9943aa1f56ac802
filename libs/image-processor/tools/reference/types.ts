import { extensionsOf, OUTPUT_FORMATS } from '../../src/formats.ts';
import { POSITIONS } from '../../src/geometry/position.ts';
import { hasFields } from './entry.ts';
import { code, either, inWords, withArticle } from './in-words.ts';
import type { Schema } from './schema.ts';

/** Choices that have a name, so that editors show that instead of every value. */
export const CHOICES: readonly {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly description: string;
}[] = [
  {
    name: 'PositionInput',
    values: POSITIONS,
    description: 'A position by its name: a side or a corner, or a point of the compass.',
  },
  {
    name: 'FormatInput',
    values: OUTPUT_FORMATS.flatMap(extensionsOf),
    description: 'A format of renditions, by one of its names.',
  },
];

/** The name of the interface for the fields of a key. */
export const interfaceName = (key: string): string =>
  `${key.slice(0, 1).toUpperCase()}${key.slice(1)}Input`;

/** The object among a key's values whose fields are described: it gets an interface. */
export const describedObject = (schema: Schema): Schema | undefined =>
  (schema.anyOf ?? [schema]).find(hasFields);

/** The TypeScript type of a key or field. Throws for a schema that has no type here yet. */
export function typeOf(key: string, schema: Schema): string {
  const { anyOf, const: only, enum: choice, items, properties, type } = schema;
  if (anyOf) return anyOf.map((each) => typeOf(key, each)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (choice) return choiceOf(choice);
  if (items) return arrayOf(typeOf(key, items));
  if (hasFields(schema)) return interfaceName(key);
  if (properties) return inlineObject(Object.entries(properties), schema.required);
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean' || type === 'string') return type;
  throw new Error(`no TypeScript type for ${key}, of the type ${String(type)}`);
}

const arrayOf = (type: string): string => (/^\w+$/.test(type) ? `${type}[]` : `(${type})[]`);

function choiceOf(choice: readonly unknown[]): string {
  const named = CHOICES.find(({ values }) => values.every((value) => choice.includes(value)));
  const others = choice.filter((value) => !named?.values.includes(value));
  return [...(named ? [named.name] : []), ...others.map((value) => JSON.stringify(value))].join(
    ' | ',
  );
}

function inlineObject(fields: readonly [string, Schema][], required: readonly string[]): string {
  const written = fields.map(([name, field]) => member(name, typeOf(name, field), required));
  return `{ ${written.join('; ')} }`;
}

/** A property. What a recipe may leave out may be `undefined` too, as for zod. */
export const member = (name: string, type: string, required: readonly string[]): string =>
  required.includes(name) ? `readonly ${name}: ${type}` : `readonly ${name}?: ${type} | undefined`;

/** The documentation of a key or field: what its type cannot say is said in words. */
export function documentationOf(schema: Schema): string {
  const { description = '', default: fallback } = schema;
  const bounds = [...new Set((schema.anyOf ?? [schema]).flatMap(boundsOf))];
  return [
    description,
    ...(bounds.length === 0 ? [] : [`Accepts ${either(bounds)}.`]),
    ...(fallback === undefined ? [] : [`Default: ${code(fallback)}.`]),
  ].join(' ');
}

/** The values that a type cannot describe: bounds of numbers and texts. */
function boundsOf(schema: Schema): string[] {
  const { const: only, enum: choice, properties = {}, type } = schema;
  if (only !== undefined || choice || type === 'boolean' || type === 'array') return [];
  const fields = Object.values(properties);
  if (type === 'object' && (hasFields(schema) || !fields.some(isNumber))) return [];
  return inWords(schema).map((words) => withArticle(words.replaceAll(LINK, '$1')));
}

const isNumber = ({ type }: Schema): boolean => type === 'number' || type === 'integer';

/** Links to the types that docs/recipe.md explains. */
const LINK = /\[(\w+)\]\(#types\)/g;
