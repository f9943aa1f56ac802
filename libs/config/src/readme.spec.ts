import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseConfig } from './define-config.ts';
import { config } from './schema/config.ts';
import { mistakes } from './testing/mistakes.ts';
import { at, put } from './testing/paths.ts';

const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** The table of fields: `| field | meaning | default |`. */
const ROWS = [...README.matchAll(/^\| `([\w.*[\]]+)` +\|[^|]+\| ([^|]*?) +\|$/gm)].map(
  ([, field = '', stated = '']) => ({ field, stated }),
);

/** The keywords of JSON Schema that lead to fields. */
const schema = z.object({
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get additionalProperties() {
    return z.union([z.literal(false), schema]).optional();
  },
  get items() {
    return schema.optional();
  },
});

/** Paths of the fields below a path, in the notation of the README. Recipes are documented elsewhere. */
function fieldsOf(path: string, { properties, additionalProperties, items }: Schema): string[] {
  if (path.endsWith('.variants.*')) return [path];
  const named = Object.entries(properties ?? {}).map(([key, field]) =>
    fieldsOf(path === '' ? key : `${path}.${key}`, field),
  );
  if (named.length > 0) return named.flat();
  if (additionalProperties) return fieldsOf(`${path}.*`, additionalProperties);
  return items?.properties ? fieldsOf(`${path}[]`, items) : [path];
}
type Schema = z.output<typeof schema>;

const minimal = () => ({ profiles: { avatar: { variants: { large: {} } } } });

/** A default that is written as a value, `20 MB`, `300` or a list of formats, as a configuration has it. */
function valueOf(stated: string): unknown {
  if (/^[a-z]+(?:, [a-z]+)+$/.test(stated)) return stated.split(', ');
  if (/^`[a-z]+`$/.test(stated)) return stated.slice(1, -1);
  if (/^[\d,]+$/.test(stated)) return Number(stated.replaceAll(',', ''));
  return /^\d/.test(stated) ? stated : undefined;
}

describe('the table of fields', () => {
  it('has a row for each field of the schema, in its order', () => {
    const written = schema.parse(z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }));
    expect(ROWS.map(({ field }) => field)).toEqual(fieldsOf('', written));
  });

  it.each(ROWS)('is right that the default of $field is $stated', ({ field, stated }) => {
    const path = field.replace('profiles.*', 'profiles.avatar').replace(/\.\*$/, '');
    const value = valueOf(stated);
    const input = minimal();
    put(input, path, value);
    if (stated.startsWith('required')) {
      expect(mistakes(input)).toContainEqual(expect.stringContaining(`✖ ${path} is missing`));
    } else if (value === undefined) {
      expect([undefined, [], {}]).toContainEqual(at(parseConfig(minimal()), path));
    } else {
      expect(parseConfig(input)).toEqual(parseConfig(minimal()));
    }
  });
});
