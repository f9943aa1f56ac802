import { dirname, join, normalize } from 'node:path';
import { refuse, type Place } from './places.ts';
import { workspaceFiles, type TextFile } from './workspace-files.ts';

/** A link to a file, without its anchor: `](../config/README.md)`. */
const LINK = /\]\((?![a-z]+:|#)([^)#\s]+)/g;

/**
 * A source file that prose names, from the root, its own folder, or the `src` of its package: `steps/step.ts`. It may be one to
 * write: `steps/<room>/<step>.ts`.
 */
const SOURCE = /`((?:\.\.?\/)?[\w.-]+(?:\/[\w.<>-]+)+\.(?:ts|md))`/g;

/** The folder of a file to write, above the parts of its path that are up to the writer; any other path as it is. */
const knownPart = (path: string): string => path.replace(/[^/]*<.*$/, '');

/** Files that `workspaceFiles` leaves out, because nobody here writes them. */
const LICENSES = ['LICENSE', 'libs/ssimulacra2/NOTICE'];

/** Pages that name files of earlier versions. */
const OTHERS: ReadonlySet<string> = new Set(['docs/upgrading.md']);

/** Paths in a page that lead to no file or folder. */
function deadPaths({ path, text }: TextFile, existing: ReadonlySet<string>): Place[] {
  const folder = dirname(path);
  const isThere = (from: string, target: string): boolean =>
    existing.has(normalize(join(from, target)).replace(/\/$/, ''));
  const anyFolder = ['.', folder, join(folder, 'src')];
  return text.split('\n').flatMap((line, index) => {
    const links = [...line.matchAll(LINK)].filter(([, to = '']) => !isThere(folder, to));
    const sources = [...line.matchAll(SOURCE)].filter(
      ([, to = '']) => !anyFolder.some((from) => isThere(from, knownPart(to))),
    );
    return [...links, ...sources].map(([, to = '']) => ({
      file: path,
      line: index + 1,
      problem: `${to} does not exist`,
    }));
  });
}

/** All files, and the folders above them. */
function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set(['.']);
  for (const path of paths) {
    for (let part = path; part !== '.'; part = dirname(part)) all.add(part);
  }
  return all;
}

describe('paths in pages', () => {
  it('lead to files', async () => {
    const files = await workspaceFiles();
    const existing = withFolders([...files.map(({ path }) => path), ...LICENSES]);
    const pages = files.filter(({ path }) => path.endsWith('.md') && !OTHERS.has(path));
    refuse(pages.flatMap((page) => deadPaths(page, existing)));
  });

  it.each`
    text                               | dead
    ${'see [a](../b/src/c.ts)'}        | ${[]}
    ${'see [a](../b/src/d.ts#top)'}    | ${['../b/src/d.ts']}
    ${'in `src/e.ts` and `room/f.ts`'} | ${[]}
    ${'in `libs/b/src/c.ts`'}          | ${[]}
    ${'in `src/room/e.ts`'}            | ${['src/room/e.ts']}
    ${'in `src/rooms/<name>.ts`'}      | ${['src/rooms/<name>.ts']}
    ${'in `room/<name>/<a>-b.ts`'}     | ${[]}
    ${'[web](https://a.b/c.ts)'}       | ${[]}
  `('finds $dead in $text', ({ text, dead }: { text: string; dead: string[] }) => {
    const existing = withFolders(['libs/b/src/c.ts', 'libs/a/src/e.ts', 'libs/a/src/room/f.ts']);
    const places = deadPaths({ path: 'libs/a/README.md', text }, existing);
    expect(places.map(({ problem }) => problem)).toEqual(dead.map((to) => `${to} does not exist`));
  });
});
