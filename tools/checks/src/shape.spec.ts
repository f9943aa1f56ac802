import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './nx.ts';
import { refuse, type Place } from './places.ts';
import { isSpec, workspaceFiles, type TextFile } from './workspace-files.ts';

/** Lines of a file, of a function without comments and blank lines, and source files of a folder: at most. */
const MOST = { lines: 160, functionLines: 40, files: 12 };

/** Lines below which a file is no room of its own where it only passes on what others export. */
const LEAST_RELAY = 10;

/** Longer files, each for a reason. */
const LONG_FILES: ReadonlySet<string> = new Set();

const isSource = ({ path }: TextFile): boolean => /^libs\/[^/]+\/.*\.ts$/.test(path);

const libraryFiles = async (): Promise<readonly TextFile[]> =>
  (await workspaceFiles()).filter(isSource);

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

function longFiles(files: readonly TextFile[]): Place[] {
  return files.flatMap(({ path, text }) => {
    const lines = linesOf(text);
    return lines > MOST.lines && !LONG_FILES.has(path)
      ? [{ file: path, problem: `${lines} lines, ${MOST.lines} at most` }]
      : [];
  });
}

function fullFolders(files: readonly TextFile[]): Place[] {
  const sources = files.filter(({ path }) => !isSpec(path));
  const folders = Map.groupBy(sources, ({ path }) => dirname(path));
  return [...folders].flatMap(([folder, { length }]) =>
    length > MOST.files
      ? [{ file: `${folder}/`, problem: `${length} source files, ${MOST.files} at most` }]
      : [],
  );
}

/** Short files of nothing but imports and exports from elsewhere, but for the entries that packages publish. */
function relays(files: readonly TextFile[], entries: ReadonlySet<string>): Place[] {
  const short = files.filter(
    ({ path, text }) => !entries.has(path) && linesOf(text) < LEAST_RELAY && /\/src\//.test(path),
  );
  return short.flatMap((file) =>
    parse(file).statements.every(passesOn)
      ? [{ file: file.path, problem: 'only passes on what others export: import that instead' }]
      : [],
  );
}

const passesOn = (statement: ts.Statement): boolean =>
  ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);

function longFunctions(files: readonly TextFile[]): Place[] {
  return files
    .filter(({ path }) => !isSpec(path) && !/\/testing\//.test(path))
    .flatMap((file) => {
      const places: Place[] = [];
      const source = parse(file);
      const visit = (node: ts.Node): void => {
        const lines = ts.isFunctionLike(node) ? codeLines(node.getText(source)) : 0;
        if (lines > MOST.functionLines) {
          const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
          const problem = `a function of ${lines} lines, ${MOST.functionLines} at most`;
          places.push({ file: file.path, line, problem });
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
      return places;
    });
}

const parse = ({ path, text }: TextFile): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest);

/** Lines of code: comments of whole lines and blank lines are not counted. */
const codeLines = (code: string): number =>
  code
    .replaceAll(/^\s*\/\*[^]*?\*\/\s*$/gm, '')
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/.*)?$/.test(line)).length;

/** The sources of everything that the `exports` of packages name. */
async function publishedEntries(): Promise<ReadonlySet<string>> {
  const manifests = (await workspaceFiles()).filter(({ path }) =>
    /^libs\/[^/]+\/package\.json$/.test(path),
  );
  const entries = manifests.flatMap(({ path, text }) =>
    (text.match(/\.\/src\/[^"]+\.ts/g) ?? []).map((entry) => join(dirname(path), entry)),
  );
  return new Set(entries);
}

describe('libraries', () => {
  it('have no file of more than 160 lines', async () => refuse(longFiles(await libraryFiles())));

  it('have no function of more than 40 lines', async () =>
    refuse(longFunctions(await libraryFiles())));

  it('have no folder of more than 12 source files', async () =>
    refuse(fullFolders(await libraryFiles())));

  it('have no short file that only passes on what others export', async () =>
    refuse(relays(await libraryFiles(), await publishedEntries())));

  it('have long files only where they are needed', async () => {
    for (const path of LONG_FILES) {
      const text = await readFile(join(ROOT, path), 'utf8');
      expect({ path, long: linesOf(text) > MOST.lines }).toEqual({ path, long: true });
    }
  });
});

describe('the checks of shape', () => {
  const file = (path: string, text: string): TextFile => ({ path: `libs/a/src/${path}`, text });
  const lines = (count: number): string => 'call();\n'.repeat(count);

  const filesOf = (places: readonly Place[]) => places.map(({ file: path }) => path);

  it('find a file that is too long, of specs too', () => {
    const files = [
      file('a.ts', lines(160)),
      file('b.ts', lines(161)),
      file('c.spec.ts', lines(161)),
    ];
    expect(filesOf(longFiles(files))).toEqual(['libs/a/src/b.ts', 'libs/a/src/c.spec.ts']);
  });

  it('find a function that is too long, without its comments, wherever it stands', () => {
    const body = (count: number): string => `{\n// so\n\n${lines(count)}}`;
    const method = `class A {\n/** Does it. */\nrun() ${body(39)}\n}`;
    const files = [
      file('a.ts', `function a() ${body(38)}`),
      file('b.ts', `function b() ${body(39)}`),
      file('c.ts', `export const c = () => ${body(39)};`),
      file('d.ts', method),
      file('e.spec.ts', `function e() ${body(39)}`),
    ];
    const places = longFunctions(files);
    expect(filesOf(places)).toEqual(['libs/a/src/b.ts', 'libs/a/src/c.ts', 'libs/a/src/d.ts']);
    expect(places.at(-1)).toMatchObject({ line: 3 });
  });

  it('find a folder that is too full, without its specs', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => file(`full/${index}.ts`, ''));
    expect(fullFolders([...twelve, file('full/a.spec.ts', '')])).toEqual([]);
    expect(filesOf(fullFolders([...twelve, file('full/more.ts', '')]))).toEqual([
      'libs/a/src/full/',
    ]);
  });

  it('find a relay, and leave published entries and short files of code alone', () => {
    const files = [
      file(
        'relay.ts',
        "import type { A } from './a.ts';\nexport type { A };\nexport * from './b.ts';",
      ),
      file('index.ts', "export { a } from './a.ts';"),
      file('a.ts', 'export const a = 1;'),
    ];
    expect(filesOf(relays(files, new Set(['libs/a/src/index.ts'])))).toEqual([
      'libs/a/src/relay.ts',
    ]);
  });

  it('list all places at once, by package', () => {
    const places = [
      { file: 'libs/a/src/a.ts', line: 3, problem: 'one' },
      { file: 'README.md', problem: 'two' },
      { file: 'libs/a/src/b.ts', problem: 'three' },
    ];
    expect(() => refuse(places)).toThrow(
      '3 places\n.: 1\n  README.md  two\nlibs/a: 2\n  libs/a/src/a.ts:3  one\n  libs/a/src/b.ts  three',
    );
    expect(() => refuse([])).not.toThrow();
  });
});
