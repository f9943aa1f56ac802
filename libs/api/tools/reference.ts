import { readFile, writeFile } from 'node:fs/promises';
import { README, withRoutes } from './reference/readme.ts';

/* Writes the table of routes in README.md, from the OpenAPI document. */

await writeFile(README, await withRoutes(await readFile(README, 'utf8')));
