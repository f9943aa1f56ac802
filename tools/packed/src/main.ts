import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { assemble } from './assemble.ts';
import { tryPacked } from './try-packed.ts';
import { publicPackages } from './workspace.ts';

/* Run in the folder of a package: `assemble` writes what is published of it, `try` uses that in an empty project. */

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'max-bytes': { type: 'string' } },
});
const ours = await publicPackages();
const tried = [...ours.values()].find(({ folder }) => folder === process.cwd());
if (!tried) throw new Error(`${basename(process.cwd())} is private: nothing of it is published`);

if (positionals[0] === 'assemble') {
  await assemble(tried);
} else {
  const { files, size } = await tryPacked(ours, tried);
  const limit = Number(values['max-bytes'] ?? Infinity);
  if (size > limit) throw new Error(`the tarball has ${size} bytes; the limit is ${limit}`);
  console.log(
    `${tried.manifest.name} works in an empty project: ${files.length} files, ${size} bytes packed.`,
  );
}
