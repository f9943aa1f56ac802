import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ROOT } from './nx.ts';

const record = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  name: z.string(),
  version: z.string(),
  private: z.boolean().default(false),
  license: z.string().optional(),
  engines: z.unknown().optional(),
  files: z.array(z.string()).default([]),
  publishConfig: z.object({ access: z.string() }).optional(),
  exports: z.object({}).optional(),
  dependencies: record,
  devDependencies: record,
  nx: z.object({ targets: z.record(z.string(), z.unknown()).default({}) }),
});
type Manifest = z.output<typeof manifest>;

const packages: { readonly folder: string; readonly manifest: Manifest }[] = [];
beforeAll(async () => {
  for await (const path of glob('{apps,libs,tools}/*/package.json', { cwd: ROOT })) {
    const text = await readFile(join(ROOT, path), 'utf8');
    packages.push({ folder: dirname(path), manifest: manifest.parse(JSON.parse(text)) });
  }
});

const publicOnes = () => packages.filter((each) => !each.manifest.private);

it('tries every public package as it is published, and documents its exports', () => {
  expect(publicOnes().length).toBeGreaterThan(7);
  for (const { folder, manifest } of publicOnes()) {
    const needed = ['package', 'packed', ...(manifest.exports ? ['docs'] : [])];
    expect({ folder, ...manifest, targets: Object.keys(manifest.nx.targets) }).toMatchObject({
      folder,
      license: 'MIT',
      publishConfig: { access: 'public' },
      targets: expect.arrayContaining(needed) as unknown,
    });
  }
});

it('pins the exact versions of its own packages in those that are published', () => {
  const versions = new Map<string, string>();
  for (const { manifest } of publicOnes()) versions.set(manifest.name, manifest.version);
  for (const { folder, manifest } of publicOnes()) {
    const inner = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
      .filter(([name]) => name.startsWith('@thumbing/'))
      .map(([name, version]) => [folder, name, version]);
    expect(inner).toEqual(inner.map(([, name = '']) => [folder, name, versions.get(name)]));
  }
});

/** npm would check it against the Node that runs `npm ci`, and warn on Node 20. It is added while packing. */
it('has no `engines` in the workspace', () => {
  expect(packages.filter(({ manifest }) => manifest.engines !== undefined)).toEqual([]);
});
