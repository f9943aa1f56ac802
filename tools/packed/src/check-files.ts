import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tarball } from './pack.ts';
import type { PublicPackage } from './workspace.ts';

const IMPORTED = /(?:from|import)[\s(]*["'](\.[^"']+)\.[jt]s["']/g;
/** A program beside a module, which starts it in a process of its own: `new URL('./child.js', import.meta.url)`. */
const STARTED = /new URL\(\s*[`'"](\.\/[\w/-]+)(?:\.js|\$\{)/g;

/** Fails unless the modules of a tarball are those that its entries lead to, no fewer and no more. */
export async function checkFiles(
  { assembled, manifest }: PublicPackage,
  { files }: Tarball,
): Promise<void> {
  const reached = await modulesOf(assembled, entriesOf(manifest));
  const packed = files.map(({ path }) => path);
  const expected = ['package.json', 'README.md', 'LICENSE', ...reached];
  const missing = expected.filter((path) => !packed.includes(path));
  if (missing.length > 0) throw new Error(`not packed: ${missing.join(', ')}`);
  const surplus = packed.filter((path) => path.startsWith('dist/') && !reached.has(path));
  if (surplus.length === 0) return;
  throw new Error(`packed, but no entry leads to it (see "files"): ${surplus.join(', ')}`);
}

function entriesOf({ exports = {}, bin = {} }: PublicPackage['manifest']): string[] {
  const conditional = Object.values(exports).filter((entry) => typeof entry === 'object');
  const targets = conditional.flatMap(({ types, default: module }) => [types, module]);
  return [...targets, ...Object.values(bin)].filter((path) => path !== undefined);
}

/** The files of the modules that these lead to, with their types. */
async function modulesOf(folder: string, entries: readonly string[]): Promise<Set<string>> {
  const files = new Set<string>();
  const visit = async (module: string): Promise<void> => {
    // A program is plain JavaScript and has no types.
    const kinds = module.startsWith('dist/') ? ['js', 'd.ts'] : ['js'];
    for (const file of kinds.map((kind) => `${module}.${kind}`)) {
      if (files.has(file)) continue;
      files.add(file);
      const text = await readFile(join(folder, file), 'utf8');
      const named = [...text.matchAll(IMPORTED), ...text.matchAll(STARTED)];
      for (const [, relative = ''] of named) await visitIfOurs(join(module, '..', relative));
    }
  };
  const visitIfOurs = async (module: string): Promise<void> => {
    // The CLI's program names its sources too, which a checkout runs.
    if (module.startsWith('dist/')) await visit(module);
  };
  for (const entry of entries) await visit(join(entry).replace(/(?:\.d\.ts|\.js)$/, ''));
  return files;
}
