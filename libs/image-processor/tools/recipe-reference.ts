import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { contents, FILE } from './reference/file.ts';

/* Writes docs/recipe.md, which says what may stand in a recipe, from the schemas that check it. */

await mkdir(dirname(FILE), { recursive: true });
await writeFile(FILE, await contents());
