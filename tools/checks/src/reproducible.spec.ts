import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { outside } from './nx.ts';
import { scratchClone, scratchFolder } from './scratch-clone.ts';

const HANDLERS = 'libs/lambda-handlers';

let folder: string;
beforeAll(async () => {
  folder = await scratchFolder();
});
afterAll(() => rm(folder, { recursive: true }));

/** Makes the bundles of a clone, and hashes each file. */
async function bundle(clone: string): Promise<Map<string, string>> {
  const args = ['--conditions=@thumbing/source', 'tools/bundle.ts'];
  const cwd = join(clone, HANDLERS);
  await promisify(execFile)(process.execPath, args, { cwd, env: outside(process.env) });

  const made = join(cwd, 'bundle');
  const entries = await readdir(made, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const hashes = files.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    const hash = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return [relative(made, file), hash] as const;
  });
  return new Map(await Promise.all(hashes));
}

/** The functions whose files differ between two clones. */
function different(one: Map<string, string>, other: Map<string, string>): string[] {
  const files = new Set([...one.keys(), ...other.keys()]);
  const changed = [...files].filter((file) => one.get(file) !== other.get(file));
  // As `arm64/webhook/index.mjs`.
  return [...new Set(changed.map((file) => file.split(sep)[1] ?? file))].sort();
}

it('makes the same bundles of the same sources, and another one of the function alone that changes', async () => {
  const here = await scratchClone(process.env, join(folder, 'here'));
  const elsewhere = await scratchClone(process.env, join(folder, 'else/where'));
  const bundles = await bundle(here.folder);
  expect(await bundle(elsewhere.folder)).toEqual(bundles);

  const webhook = join(elsewhere.folder, HANDLERS, 'src/entrypoints/webhook.ts');
  await appendFile(webhook, "process.title = 'changed';\n");
  expect(different(await bundle(elsewhere.folder), bundles)).toEqual(['webhook']);
}, 600_000);
