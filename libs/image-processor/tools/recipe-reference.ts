import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { contents, FILE } from './reference/file.ts';

/* Writes docs/recipe.md, the reference of recipes, from the schemas that check them. */

await mkdir(dirname(FILE), { recursive: true });
await writeFile(FILE, await contents());
