import { execFile } from 'node:child_process';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import * as z from 'zod/mini';
import { LEAN } from '../src/esbuild-options.ts';
import { ARCHITECTURES, bundlesFor, type Architecture } from '../src/bundles.ts';

import { credentialsOfLambda, littleSemver, littleZod } from './bundle-plugins.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ENTRYPOINTS = join(import.meta.dirname, '../src/entrypoints');

/** The program that the processor starts for an original whose decoder may never end: it looks for it beside itself. */
const CHILD = fileURLToPath(
  new URL('apart/child.ts', import.meta.resolve('@thumbing/image-processor')),
);

/**
 * One function with all it imports, sharp's own JavaScript too: its twenty files take a fifth of a cold start to find.
 * What it shares with other programs, which are named as their files, lies between them.
 */
async function bundle(folder: string, programs: Readonly<Record<string, string>>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await esbuild.build({
    ...LEAN,
    absWorkingDir: ROOT,
    entryPoints: { index: join(ENTRYPOINTS, `${basename(folder)}.ts`), ...programs },
    outdir: folder,
    plugins: [littleZod, littleSemver, credentialsOfLambda],
  });
}

/** What of sharp is native, in the versions that sharp asks for, for the machines of Lambda. */
async function installNative(folder: string, architecture: Architecture): Promise<void> {
  const sharp = await readFile(join(ROOT, 'node_modules/sharp/package.json'), 'utf8');
  const { optionalDependencies } = sharpManifest.parse(JSON.parse(sharp));
  const native = Object.fromEntries(
    Object.entries(optionalDependencies).filter(([name]) =>
      name.endsWith(`-linux-${architecture}`),
    ),
  );
  // Optional, for npm refuses to need what is made for another platform than its own.
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
      const remedy = "see that npm's registry is within reach, and bundle again";
      throw new Error(`npm could not install ${name}: ${remedy}`, { cause });
    });
  }
  // Where npm got the packages is no part of the function, and neither is its manifest.
  await rm(join(folder, 'node_modules/.package-lock.json'));
  await rm(join(folder, 'package.json'));
}

const sharpManifest = z.object({ optionalDependencies: z.record(z.string(), z.string()) });

for (const architecture of ARCHITECTURES) {
  const folders = bundlesFor(architecture);
  for (const folder of Object.values(folders)) {
    await bundle(folder, folder === folders.processImage ? { child: CHILD } : {});
  }
  await installNative(folders.processImage, architecture);
}
