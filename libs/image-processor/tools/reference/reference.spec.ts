import { readFile } from 'node:fs/promises';
import { recipe } from '../../src/recipe/recipe.ts';
import { contents, FILE } from './file.ts';
import { keysOfRecipe, type Schema } from './schema.ts';
import { SECTIONS } from './sections.ts';

describe('docs/recipe.md', () => {
  it('is up to date with the schemas', async () => {
    const written = await readFile(FILE, 'utf8').catch(() => '');
    if (written === (await contents())) return;
    throw new Error('docs/recipe.md is stale: `npx nx reference image-processor` renews it');
  });

  it('has every key, in the order of the schema, with a valid example', () => {
    const examples = SECTIONS.flatMap((section) => Object.entries(section.examples));
    expect(examples.map(([key]) => key)).toEqual(keysOfRecipe().map(([key]) => key));
    for (const [key, example] of examples) {
      const checked = recipe.parse({ [key]: example });
      expect(checked).toHaveProperty(key);
      expect(recipe.parse(checked)).toEqual(checked);
    }
  });
});

describe('the schema of recipes', () => {
  const all = keysOfRecipe().flatMap(([key, schema]) => schemasIn(key, schema));

  it('describes each key, and each field where it describes one', () => {
    const described = (fields: readonly [string, Schema][]): boolean[] =>
      fields.map(([, { description = '' }]) => description !== '');
    expect(described(keysOfRecipe())).not.toContain(false);
    const halfDescribed = all.filter(
      ([, { properties = {} }]) => new Set(described(Object.entries(properties))).size > 1,
    );
    expect(halfDescribed).toEqual([]);
  });

  it('has a least and a most for each number', () => {
    const numbers = all.filter(([, { type }]) => type === 'number' || type === 'integer');
    expect(numbers.length).toBeGreaterThan(50);
    const unbounded = numbers.filter(
      ([, { minimum = -Infinity, maximum = Infinity }]) =>
        !(Number.isFinite(minimum) && minimum < maximum && Number.isFinite(maximum)),
    );
    expect(unbounded).toEqual([]);
  });
});

/** A schema and all schemas in it, each with its path. */
function schemasIn(path: string, schema: Schema): [string, Schema][] {
  const { properties = {}, anyOf = [], items } = schema;
  return [
    [path, schema],
    ...Object.entries(properties).flatMap(([name, field]) => schemasIn(`${path}.${name}`, field)),
    ...anyOf.flatMap((each) => schemasIn(path, each)),
    ...(items ? schemasIn(`${path}[]`, items) : []),
  ];
}
