import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { referenceOfRecipes } from './document.ts';

/** The path of the reference. */
export const FILE = join(import.meta.dirname, '../../docs/recipe.md');

const PRETTIER = join(import.meta.dirname, '../../../../node_modules/prettier/bin/prettier.cjs');

/** The contents of the reference, formatted. */
export async function contents(): Promise<string> {
  const reference = referenceOfRecipes();
  const prettier = promisify(execFile)(process.execPath, [PRETTIER, '--stdin-filepath', FILE]);
  prettier.child.stdin?.end(reference);
  return (await prettier).stdout;
}
