import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readManifest, type Manifest } from './manifest.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const TSC = join(ROOT, 'node_modules/.bin/tsc');

export interface PublicPackage {
  readonly folder: string;
  /** Its assembled files, as `npm publish` takes them. */
  readonly assembled: string;
  readonly manifest: Manifest;
}

/** The packages that are published, by name: those that are not private. */
export async function publicPackages(): Promise<Map<string, PublicPackage>> {
  const found = new Map<string, PublicPackage>();
  for await (const path of glob('{apps,libs}/*/package.json', { cwd: ROOT })) {
    const folder = join(ROOT, dirname(path));
    const manifest = await readManifest(folder);
    if (manifest.private === true) continue;
    const assembled = join(ROOT, 'dist', manifest.nx.name);
    found.set(manifest.name, { folder, assembled, manifest });
  }
  return found;
}
