import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkFiles } from './check-files.ts';
import { pack, type Tarball } from './pack.ts';
import { exampleIn, type Example } from './readme-example.ts';
import { runIn, type Run } from './run.ts';
import { TSC, type PublicPackage } from './workspace.ts';

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2024',
    strict: true,
    skipLibCheck: false,
    types: ['node'],
    outDir: 'out',
  },
  include: ['*.ts'],
};

/** The same modules, resolved as a bundler does. */
const AS_BUNDLER = ['--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler'];

/**
 * Packs a package and those of ours that it needs, installs them into an empty project, and uses them there: the
 * programs of its folder `tools/packed` run, and so does the example of its README. Returns its tarball.
 */
export async function tryPacked(
  ours: ReadonlyMap<string, PublicPackage>,
  tried: PublicPackage,
): Promise<Tarball> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbing-packed-'));
  try {
    const project = join(folder, 'project');
    await mkdir(project);
    const tarballs = new Map<string, Tarball>();
    for (const each of neededBy(tried, ours)) {
      tarballs.set(each.manifest.name, await pack(each.assembled, folder));
    }
    const tarball = tarballs.get(tried.manifest.name);
    if (!tarball) throw new Error(`${tried.manifest.name} was not packed`);
    await checkFiles(tried, tarball);

    const example = exampleIn(await readFile(join(tried.folder, 'README.md'), 'utf8'));
    if (!example) throw new Error(`the README of ${tried.manifest.name} has no example`);
    const programs = await writeProject(project, tried, example);
    const run = runIn(project);
    const files = [...tarballs.values()].map(({ filename }) => join(folder, filename));
    await install(run, tried, files);
    await runPrograms(run, programs);
    await runExample(run, example);
    return tarball;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Itself, and those of ours that it depends on, however indirectly. */
function neededBy(
  tried: PublicPackage,
  ours: ReadonlyMap<string, PublicPackage>,
): Set<PublicPackage> {
  const needed = new Set<PublicPackage>();
  const add = (each: PublicPackage): void => {
    if (needed.has(each)) return;
    needed.add(each);
    for (const name of Object.keys(each.manifest.dependencies ?? {})) {
      const dependency = ours.get(name);
      if (dependency) add(dependency);
    }
  };
  add(tried);
  return needed;
}

/** Writes the sources of the project, and returns the names of its programs in order. */
async function writeProject(
  project: string,
  { folder }: PublicPackage,
  { program }: Example,
): Promise<string[]> {
  const programs: string[] = [];
  for await (const path of glob('tools/packed/*', { cwd: folder })) {
    await cp(join(folder, path), join(project, basename(path)));
    if (path.endsWith('.ts')) programs.push(basename(path, '.ts'));
  }
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await writeFile(join(project, 'example.ts'), program ?? 'export {};\n');
  return programs.sort();
}

/** Peer dependencies are installed in the version that the package is developed with. */
async function install(run: Run, { manifest }: PublicPackage, files: readonly string[]) {
  const { peerDependencies = {}, devDependencies = {} } = manifest;
  const peers = Object.keys(peerDependencies)
    .filter((name) => devDependencies[name] !== undefined)
    .map((name) => `${name}@${devDependencies[name] ?? ''}`);
  const quick = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  await run('npm', 'install', ...quick, ...files, ...peers, '@types/node@24');
}

async function runPrograms(run: Run, programs: readonly string[]): Promise<void> {
  await run(TSC, '--project', '.');
  await run(TSC, '--project', '.', ...AS_BUNDLER);
  for (const name of programs) await run(process.execPath, `out/${name}.js`);
}

async function runExample(run: Run, { program, prints, session = [] }: Example): Promise<void> {
  for (const { command, prints } of session) {
    // A session may go on after a failure, and shows both outputs.
    expectSame(command, (await run('sh', '-c', `${command} 2>&1 || true`)).trimEnd(), prints);
  }
  if (program === undefined) return;
  const printed = await run(process.execPath, 'out/example.js');
  if (prints !== undefined) expectSame('the example', printed, prints);
}

function expectSame(what: string, printed: string, expected: string): void {
  if (withoutSizes(printed) === withoutSizes(expected)) return;
  throw new Error(`${what} prints\n${printed}\nand the README says\n${expected}`);
}

/** Sizes of files differ between the versions of the encoders. */
const withoutSizes = (text: string): string => text.replaceAll(/\d[\d.,]* (?=[KM]?B\b)/g, '');
