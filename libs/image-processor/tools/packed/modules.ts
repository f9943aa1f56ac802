import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const manifest = z.object({
  exports: z.record(
    z.string(),
    z.union([z.string(), z.object({ types: z.string(), default: z.string() })]),
  ),
});

/** The program of a process: it is started, and nobody imports it. */
const PROGRAM = './dist/isolate/child.js';

const IMPORTED = /(?:from|import)[\s(]*["'](\.[^"']+)\.[jt]s["']/g;

/** The files of all modules that a user of the package can come to, the types of each among them. */
export async function modulesOf(folder: string): Promise<Set<string>> {
  const { exports } = manifest.parse(JSON.parse(await readFile(`${folder}/package.json`, 'utf8')));
  const entries = Object.values(exports).filter((entry) => typeof entry === 'object');
  const starts = [...entries.flatMap((entry) => [entry.types, entry.default]), PROGRAM];
  const files = new Set<string>();
  const visit = async (module: string): Promise<void> => {
    for (const file of [`${module}.js`, `${module}.d.ts`]) {
      if (files.has(file)) continue;
      files.add(file);
      const text = await readFile(join(folder, file), 'utf8');
      for (const [, imported = ''] of text.matchAll(IMPORTED)) {
        await visit(join(module, '..', imported));
      }
    }
  };
  for (const start of starts) await visit(join(start).replace(/(?:\.d\.ts|\.js)$/, ''));
  return files;
}
