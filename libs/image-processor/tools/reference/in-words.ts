import { color, opaqueColor } from '../../src/params/color.ts';
import { extensionsOf, OUTPUT_FORMATS } from '../../src/formats.ts';
import { POSITIONS } from '../../src/geometry/position.ts';
import { schemaOf, type Schema } from './schema.ts';

/** The values that a schema accepts, in words. Throws for a schema that has no words here yet. */
export function inWords(schema: Schema): string[] {
  const { anyOf, const: only, enum: choice, items, properties } = schema;
  if (anyOf) return anyOf.flatMap(inWords);
  if (only !== undefined) return [code(only)];
  if (choice) return choices(choice);
  if (items) return [`list of ${either(inWords(items))}`];
  if (properties) return [fields(Object.entries(properties))];
  return [simple(schema)];
}

/** A value as written in code. */
export const code = (value: unknown): string => `\`${JSON.stringify(value).replaceAll('"', "'")}\``;

/** Joins alternatives. */
export function either(things: readonly string[]): string {
  const last = things.at(-1) ?? '';
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} or ${last}`;
}

export const withArticle = (words: string): string =>
  words.startsWith('`') ? words : `a ${words}`;

function simple({ type, pattern, minimum, maximum, minLength, maxLength }: Schema): string {
  switch (type) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return `whole number from ${n(minimum)} to ${n(maximum)}`;
    case 'number':
      return `number from ${n(minimum)} to ${n(maximum)}`;
    case 'string':
      return pattern === undefined
        ? `text of ${n(minLength)} to ${n(maxLength)} characters`
        : named(pattern);
    default:
      throw new Error(`no words for the type ${String(type)}`);
  }
}

function n(bound: number | undefined): string {
  if (bound === undefined) throw new Error('every number needs bounds: use params/number.ts');
  return bound.toLocaleString('en');
}

/** Enums that have a name, which the document explains. */
const CHOICES: readonly { readonly values: readonly unknown[]; readonly name: string }[] = [
  { values: POSITIONS, name: '[position](#types)' },
  { values: OUTPUT_FORMATS.flatMap(extensionsOf), name: '[formats](#types)' },
];

function choices(values: readonly unknown[]): string[] {
  const known = CHOICES.find((each) => each.values.every((value) => values.includes(value)));
  const others = values.filter((value) => !known?.values.includes(value));
  return [...(known ? [known.name] : []), ...others.map(code)];
}

const PATTERNS = new Map([
  [schemaOf(color()).pattern, '[color](#types)'],
  [schemaOf(opaqueColor()).pattern, '[color](#types) without transparency'],
  ['^(?:100|\\d{1,2}(?:\\.\\d{1,3})?)%$', '[percentage](#types)'],
]);

function named(pattern: string): string {
  const name = PATTERNS.get(pattern);
  if (name === undefined) throw new Error(`no words for ${pattern}`);
  return name;
}

/** A small object: one field, or several of the same type. */
function fields(properties: readonly [string, Schema][]): string {
  const names = properties.map(([name]) => name).join(', ');
  const [words, ...others] = new Set(properties.map(([, schema]) => either(inWords(schema))));
  if (words === undefined || others.length > 0) throw new Error(`no words for ${names}`);
  return `\`{ ${names} }\` with ${properties.length > 1 ? 'each ' : ''}${withArticle(words)}`;
}
