import { code, either, inWords, withArticle } from './in-words.ts';
import type { Schema } from './schema.ts';

/** Documents a key of recipes, as Markdown. */
export function entry(key: string, schema: Schema, example: unknown, note?: string): string {
  return [
    `### \`${key}\``,
    schema.description ?? '',
    written(schema),
    ...(note === undefined ? [] : [note]),
    `\`\`\`json5\n${JSON.stringify({ [key]: example })}\n\`\`\``,
  ].join('\n\n');
}

/** Documents the values: fields as a table, anything else as a sentence. */
function written(schema: Schema): string {
  const { anyOf = [schema], default: otherwise } = schema;
  const object = anyOf.find(hasFields);
  const others = anyOf
    .filter((each) => each !== object)
    .flatMap(inWords)
    .map(withArticle);
  if (!object) {
    const without = otherwise === undefined ? '' : ` Default: ${code(otherwise)}.`;
    return `Write ${either(others)}.${without}`;
  }
  const table = tableOf(object);
  return others.length === 0 ? table : `Write ${either(others)}, or an object:\n\n${table}`;
}

/** True for an object whose fields have descriptions. */
export const hasFields = ({ properties = {} }: Schema): boolean =>
  Object.values(properties).some(({ description }) => description !== undefined);

function tableOf({ properties = {}, required }: Schema): string {
  const rows = Object.entries(properties).map(([name, field]) => [
    `\`${name}\``,
    either(inWords(field)),
    required.includes(name) ? 'required' : defaultOf(field),
    field.description ?? '',
  ]);
  return table(['field', 'type', 'default', 'description'], rows);
}

const defaultOf = ({ default: otherwise }: Schema): string =>
  otherwise === undefined ? '' : code(otherwise);

/** A Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
