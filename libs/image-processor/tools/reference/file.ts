import { join } from 'node:path';
import { referenceOfRecipes } from './document.ts';
import { format } from './format.ts';

/** The path of the reference. */
export const FILE = join(import.meta.dirname, '../../docs/recipe.md');

/** The contents of the reference, formatted. */
export const contents = (): Promise<string> => format(referenceOfRecipes(), FILE);
