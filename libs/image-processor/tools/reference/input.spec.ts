import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import type { RecipeInput, recipeObject } from '../../src/recipe/recipe.ts';
import { INPUT, inputFiles } from './input-files.ts';

describe('src/recipe/input', () => {
  it('has the types and descriptions of the schemas', async () => {
    const written = new Map<string, string>();
    for (const file of await readdir(INPUT)) {
      written.set(file, await readFile(join(INPUT, file), 'utf8'));
    }
    const generated = await inputFiles();
    const files = [...new Set([...written.keys(), ...generated.keys()])];
    const stale = files.filter((file) => written.get(file) !== generated.get(file));
    if (stale.length === 0) return;
    throw new Error(`${stale.join(', ')}: stale; run \`npx nx reference image-processor\``);
  });

  it('has the types that zod infers, as the typecheck proves', () => {
    const toInferred = (input: RecipeInput): z.input<typeof recipeObject> => input;
    const toDeclared = (input: z.input<typeof recipeObject>): RecipeInput => input;
    const input = { resize: { width: 8 } } satisfies RecipeInput;
    expect(toDeclared(toInferred(input))).toBe(input);
  });
});
