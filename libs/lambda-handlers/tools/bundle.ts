import { execFile } from 'node:child_process';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import * as z from 'zod/mini';
import {
  ARCHITECTURES,
  bundleOf,
  FUNCTIONS,
  NATIVE,
  type Architecture,
  type FunctionName,
} from '../src/bundles.ts';
import { ESBUILD_OPTIONS } from '../src/esbuild-options.ts';
import { lambdaCredentialProvider, trimSemver, trimZod } from './bundle-plugins.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ENTRYPOINTS = join(import.meta.dirname, '../src/entrypoints');

/** Program that image-processor runs in a child process, for formats whose decoder may never end. */
const CHILD = fileURLToPath(
  new URL('isolate/child.ts', import.meta.resolve('@thumbing/image-processor')),
);

/** Programs beside `index.mjs`, by the names of their files. The child process must lie there to be found. */
const PROGRAMS: Partial<Record<FunctionName, Record<string, string>>> = {
  'process-image': { child: CHILD },
  'make-rendition': { child: CHILD },
};

/**
 * Bundles one function with everything that it imports, including sharp's own JavaScript: resolving its
 * twenty files takes a fifth of a cold start. Code shared with other programs becomes chunks beside them.
 */
async function bundle(name: FunctionName, outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await esbuild.build({
    ...ESBUILD_OPTIONS,
    absWorkingDir: ROOT,
    entryPoints: { index: join(ENTRYPOINTS, `${name}.ts`), ...PROGRAMS[name] },
    outdir,
    plugins: [trimZod, trimSemver, lambdaCredentialProvider],
  });
}

/** Installs sharp's native packages, in the versions that sharp requires, for Lambda's platform. */
async function installNative(folder: string, architecture: Architecture): Promise<void> {
  const sharp = await readFile(join(ROOT, 'node_modules/sharp/package.json'), 'utf8');
  const { optionalDependencies } = sharpManifest.parse(JSON.parse(sharp));
  const native = Object.fromEntries(
    Object.entries(optionalDependencies).filter(([name]) =>
      name.endsWith(`-linux-${architecture}`),
    ),
  );
  // Optional, since npm refuses to install required packages of another platform.
  const manifest = { private: true, optionalDependencies: native };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const platform = ['--os=linux', `--cpu=${architecture}`, '--libc=glibc'];
  const quick = [
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--package-lock=false',
  ];
  await promisify(execFile)('npm', ['install', ...platform, ...quick], { cwd: folder });
  for (const name of Object.keys(native)) {
    await access(join(folder, 'node_modules', name)).catch((cause: unknown) => {
      const remedy = 'make sure that the npm registry is reachable, and bundle again';
      throw new Error(`npm could not install ${name}: ${remedy}`, { cause });
    });
  }
  // The lock file names the registry of this machine; neither it nor the manifest belongs to the function.
  await rm(join(folder, 'node_modules/.package-lock.json'));
  await rm(join(folder, 'package.json'));
}

const sharpManifest = z.object({ optionalDependencies: z.record(z.string(), z.string()) });

for (const architecture of ARCHITECTURES) {
  for (const name of FUNCTIONS) await bundle(name, bundleOf(name, architecture));
  for (const name of NATIVE) await installNative(bundleOf(name, architecture), architecture);
}
