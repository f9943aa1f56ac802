import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modulesOf } from './packed/modules.ts';
import { runIn } from './packed/run.ts';
import { pack, packDependency, PACKAGE, TSC, type Tarball } from './packed/tarball.ts';
import { NATIVE, USES } from './packed/uses.ts';

/*
 * Packs the library as it is published, and uses it in an empty project: what is published is whole and no more, its
 * types are right, and the example of the README prints what the README says.
 */

/** Bytes of the tarball: a picture or a build that came along would be more. */
const MOST_BYTES = 150_000;

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2024',
    strict: true,
    skipLibCheck: false,
    types: ['node'],
    outDir: 'out',
  },
  files: ['example.ts', 'uses.ts'],
};

const folder = await mkdtemp(join(tmpdir(), 'thumbing-packed-'));
const built = join(folder, 'built');
const project = join(folder, 'project');
const run = runIn(project);
try {
  await mkdir(built);
  await mkdir(project);
  const tarball = await pack(built);
  await checkFiles(tarball);
  const metric = await packDependency('ssimulacra2', built);

  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const [, example = '', output] = /```ts\n([^]*?)```[^]*?```text\n([^]*?)```/.exec(readme) ?? [];
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await writeFile(join(project, 'example.ts'), example);
  await writeFile(join(project, 'uses.ts'), USES);
  await run(
    'npm',
    ...['install', '--no-audit', '--no-fund', '--ignore-scripts'],
    ...[join(built, metric.filename), join(built, tarball.filename), '@types/node@24'],
  );
  await run(TSC, '--project', '.');
  await run(
    TSC,
    '--project',
    '.',
    '--noEmit',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
  );
  await run(process.execPath, 'out/uses.js');
  await run(process.execPath, '--input-type=module', '--eval', NATIVE);
  const printed = await run(process.execPath, 'out/example.js');
  if (printed !== output) throw new Error(`the example of the README prints\n${printed}`);
  console.log(
    `An empty project makes renditions with what is published: ${tarball.files.length} files, ${tarball.size} bytes.`,
  );
} finally {
  await rm(folder, { recursive: true });
}

/** Nothing is missing, and nothing came along that nobody can use. */
async function checkFiles({ files, size }: Tarball): Promise<void> {
  const known = ['package.json', 'README.md', 'LICENSE', 'docs/recipe.md'];
  const expected = [...known, ...(await modulesOf(built))];
  const there = files.map(({ path }) => path);
  const missing = expected.filter((path) => !there.includes(path));
  if (missing.length > 0) throw new Error(`not packed: ${missing.join(', ')}`);
  const surplus = there.filter((path) => !expected.includes(path) && !path.startsWith('docs/'));
  if (surplus.length > 0) {
    throw new Error(`packed for nobody, see "files" in package.json: ${surplus.join(', ')}`);
  }
  if (size > MOST_BYTES)
    throw new Error(`the tarball has ${size} bytes, and ${MOST_BYTES} at most`);
}
