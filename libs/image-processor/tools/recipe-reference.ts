import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contents, FILE } from './reference/file.ts';
import { INPUT, inputFiles } from './reference/input-files.ts';

/* Writes docs/recipe.md, the reference of recipes, and the documented types of src/recipe/input, from the schemas. */

await mkdir(dirname(FILE), { recursive: true });
await writeFile(FILE, await contents());

await mkdir(INPUT, { recursive: true });
for (const [file, code] of await inputFiles()) await writeFile(join(INPUT, file), code);
