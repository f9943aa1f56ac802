import { cp, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedManifest } from './manifest.ts';
import { runIn } from './run.ts';
import { ROOT, TSC, type PublicPackage } from './workspace.ts';

/**
 * Writes a package as it is published to a folder of its own, which `nx release publish` and the target `packed` take.
 * It is compiled anew: the package's own `dist` may hold modules that have been renamed since.
 */
export async function assemble({ folder, assembled, manifest }: PublicPackage): Promise<void> {
  await rm(assembled, { recursive: true, force: true });
  await mkdir(assembled, { recursive: true });
  const dist = join(assembled, 'dist');
  await runIn(folder)(
    TSC,
    ...['--project', 'tsconfig.lib.json', '--outDir', dist],
    ...['--tsBuildInfoFile', join(dist, 'tsconfig.lib.tsbuildinfo')],
  );
  const folders = manifest.files.filter((name) => /^\w+$/.test(name) && name !== 'dist');
  for (const name of ['README.md', ...folders]) {
    // `docs` of the library is written by a tool; everything else is made by the targets before this one.
    await stat(join(folder, name));
    await cp(join(folder, name), join(assembled, name), { recursive: true });
  }
  await cp(join(ROOT, 'LICENSE'), join(assembled, 'LICENSE'));
  const text = JSON.stringify(publishedManifest(manifest), null, 2);
  await writeFile(join(assembled, 'package.json'), `${text}\n`);
}
