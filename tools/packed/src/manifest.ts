import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * The oldest Node that a published package runs on: 22.18 is the first that runs `thumbing.config.ts` without a flag.
 *
 * Added while packing. In the manifests of the workspace npm would check it against the Node that runs `npm ci`, which
 * may be older than the one that the workspace installs for itself, and warn about each package.
 */
const ENGINES = { node: '>=22.18' };

const conditions = z.record(z.string(), z.string());
const manifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  private: z.boolean().optional(),
  nx: z.object({ name: z.string() }),
  files: z.array(z.string()).default([]),
  bin: conditions.optional(),
  exports: z.record(z.string(), z.union([z.string(), conditions])).optional(),
  dependencies: conditions.optional(),
  devDependencies: conditions.optional(),
  peerDependencies: conditions.optional(),
});
export type Manifest = z.output<typeof manifest>;

export const readManifest = async (folder: string): Promise<Manifest> =>
  manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));

/** The manifest as it is published: with `engines`, and without the fields that only the workspace reads. */
export function publishedManifest({ exports, ...fields }: Manifest): object {
  const ours = ['nx', 'scripts', 'devDependencies'];
  const kept = Object.entries(fields).filter(([name]) => !ours.includes(name));
  return {
    ...Object.fromEntries(kept),
    ...(exports && { exports: publishedExports(exports) }),
    engines: ENGINES,
  };
}

/** The entries without the condition for sources, which are not published. Entries with no other condition go. */
function publishedExports(
  exports: NonNullable<Manifest['exports']>,
): NonNullable<Manifest['exports']> {
  const published: NonNullable<Manifest['exports']> = {};
  for (const [path, target] of Object.entries(exports)) {
    const kept = typeof target === 'string' ? target : withoutSource(target);
    if (Object.keys(kept).length > 0) published[path] = kept;
  }
  return published;
}

const withoutSource = (target: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(target).filter(([condition]) => condition !== '@thumbing/source'),
  );
