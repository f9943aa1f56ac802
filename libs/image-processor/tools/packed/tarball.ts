import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { runIn } from './run.ts';

export const PACKAGE = join(import.meta.dirname, '../..');
export const TSC = join(PACKAGE, '../../node_modules/.bin/tsc');

const packed = z.tuple([
  z.object({
    filename: z.string(),
    /** Bytes of the tarball. */
    size: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);
export type Tarball = z.output<typeof packed>[0];

/**
 * Packs what `npm publish` would. It is built in a folder of its own: what was built before is no part of it, and
 * nobody misses that meanwhile.
 */
export async function pack(folder: string): Promise<Tarball> {
  for (const name of ['package.json', 'README.md', 'docs', '../../LICENSE']) {
    await cp(join(PACKAGE, name), join(folder, name.replace('../../', '')), { recursive: true });
  }
  const run = runIn(folder);
  await run(
    TSC,
    ...['--project', join(PACKAGE, 'tsconfig.lib.json'), '--outDir', join(folder, 'dist')],
    ...['--tsBuildInfoFile', join(folder, 'dist/tsconfig.lib.tsbuildinfo')],
  );
  return npmPack(folder);
}

/** Packs a package of this repository that the library depends on, as its `build` target has made it. */
export const packDependency = (name: string, folder: string): Promise<Tarball> =>
  npmPack(folder, join(PACKAGE, '..', name));

/** Writes a tarball of `source` into `folder`. */
async function npmPack(folder: string, source = folder): Promise<Tarball> {
  const printed = await runIn(folder)('npm', 'pack', '--json', '--ignore-scripts', source);
  const [tarball] = packed.parse(JSON.parse(printed));
  return tarball;
}
