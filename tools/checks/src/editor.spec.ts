import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './nx.ts';

/** A file that exists in the editor only, beside `thumbing.config.ts`. */
const FILE = join(ROOT, 'unsaved.config.ts');

const CODE = `
import { defineConfig } from '@thumbing/config';
import { recipe, type RecipeInput } from '@thumbing/image-processor/recipe';
export default defineConfig({ profiles: { it: { variants: { large: { sharpen: { x1: 3 } } } } } });
export const one: RecipeInput = { resize: { width: 8, fit: 'cover' } };
export const other = recipe.parse({ jpeg: { progressive: false } } satisfies RecipeInput);
export const untyped = recipe.parse({ blur: 3 });
`;

/** The language service that editors use, with the compiler options that decide how packages are found. */
const service = ts.createLanguageService({
  getScriptFileNames: () => [FILE],
  getScriptVersion: () => '1',
  getScriptSnapshot: (path) => {
    const text = path === FILE ? CODE : ts.sys.readFile(path);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => ROOT,
  getCompilationSettings: () => ({
    strict: true,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2024.d.ts'],
    types: [],
    customConditions: ['@thumbing/source'],
    allowImportingTsExtensions: true,
    noEmit: true,
  }),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (path) => ts.sys.fileExists(path),
  readFile: (path) => ts.sys.readFile(path),
});

/** The text that an editor shows for the first occurrence of a name, as one line. */
const documentationOf = (name: string): string =>
  ts
    .displayPartsToString(service.getQuickInfoAtPosition(FILE, CODE.indexOf(name))?.documentation)
    .replaceAll('\n', ' ');

it.each`
  field            | documentation
  ${'x1'}          | ${'Difference in lightness at which jagged areas begin. Accepts a number from 0 to 100. Default: `2`.'}
  ${'resize'}      | ${'Makes the image smaller, or larger with `enlarge`. Needs a width, a height, or both.'}
  ${'fit'}         | ${"`inside` makes the image at most as large, `outside` at least as large, `cover` crops, `contain` pads, `fill` stretches. Default: `'inside'`."}
  ${'progressive'} | ${'Shows the whole image early, and refines it as it arrives. Default: `true`.'}
`('an editor documents $field in a recipe', ({ field, documentation }: Record<string, string>) => {
  expect(documentationOf(String(field))).toBe(documentation);
});

it('an editor documents no field of an argument of `recipe.parse`, which takes anything', () => {
  expect(documentationOf('blur')).toBe('');
});
