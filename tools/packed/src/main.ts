import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { assemble } from './assemble.ts';
import { tryPacked } from './try-packed.ts';
import { tryProduction } from './try-production.ts';
import { publicPackages } from './workspace.ts';

/*
 * Runs in the folder of a package: `assemble` writes its published files, `try` uses them in an empty project.
 * `production` tries the workspace without its development dependencies.
 */

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'max-bytes': { type: 'string' } },
});

async function packed(command: string | undefined): Promise<void> {
  const ours = await publicPackages();
  const tried = [...ours.values()].find(({ folder }) => folder === process.cwd());
  if (!tried) throw new Error(`${basename(process.cwd())} is private: nothing of it is published`);
  if (command === 'assemble') {
    await assemble(tried);
    return;
  }
  const { files, size } = await tryPacked(ours, tried);
  const limit = Number(values['max-bytes'] ?? Infinity);
  if (size > limit) throw new Error(`the tarball has ${size} bytes; the limit is ${limit}`);
  const { name } = tried.manifest;
  console.log(`${name} works in an empty project: ${files.length} files, ${size} bytes packed.`);
}

if (positionals[0] === 'production') {
  await tryProduction();
  console.log('The pipeline works without development dependencies.');
} else {
  await packed(positionals[0]);
}
