import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { nx, ROOT } from './nx.ts';
import { scratchClone, scratchFolder } from './scratch-clone.ts';

let folder: string;
beforeAll(async () => {
  folder = await scratchFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const planOf = (projects: readonly string[], change: 'major' | 'minor'): string =>
  `---
${projects.map((project) => `${project}: ${change}`).join('\n')}
---

Add a field for what this test is about.
`;

/** A clone with that version plan only, of which nothing has been released. */
async function cloneWith(plan: string): Promise<string> {
  const clone = await scratchClone(process.env, await mkdtemp(join(folder, 'clone-')));
  const plans = join(clone.folder, '.nx/version-plans');
  await rm(plans, { recursive: true, force: true });
  await mkdir(plans);
  await writeFile(join(plans, 'test.md'), plan);
  return clone.folder;
}

const FIRST = ['--first-release', '--dry-run'];

/** Names of the projects whose packages are published: those of their folders. */
async function publishedProjects(): Promise<string[]> {
  const projects: string[] = [];
  for await (const path of glob('{apps,libs,tools}/*/package.json', { cwd: ROOT })) {
    const manifest: unknown = JSON.parse(await readFile(join(ROOT, path), 'utf8'));
    if (!privacy.parse(manifest).private) projects.push(basename(dirname(path)));
  }
  return projects;
}
const privacy = z.object({ private: z.boolean().default(false) });

it('releases every published package for the first time, each with exact versions of the others', async () => {
  const projects = await publishedProjects();
  expect(projects).toContain('ssimulacra2');
  const clone = await cloneWith(planOf(projects, 'major'));
  const versions = await nx(process.env, ['release', 'version', ...FIRST], clone);
  for (const project of projects) {
    expect(versions).toMatch(new RegExp(`^${project} .*"major", .* new version 0\\.1\\.0`, 'm'));
  }
  const inner = [...versions.matchAll(/^\+ +"@thumbing\/[^"]+": "([^"]+)"/gm)];
  expect(new Set(inner.map(([, version]) => version))).toEqual(new Set(['0.1.0']));
}, 300_000);

it('releases a package by its version plan, and its dependents with the exact new version', async () => {
  const clone = await cloneWith(planOf(['config'], 'minor'));
  const versions = await nx(process.env, ['release', 'version', ...FIRST], clone);
  // Below 1.0 a minor change is a patch release.
  expect(versions).toMatch(/config .*"minor", read from version plan .* new version 0\.0\.2/);
  expect(versions).toMatch(/cli .*"patch", because a dependency was bumped.* new version 0\.0\.2/);
  expect(versions).toMatch(
    /"name": "thumbing",\n- .*\n\+ +"version": "0\.0\.2"[^]*?\n\+ +"@thumbing\/config": "0\.0\.2"/,
  );
  expect(versions).not.toContain('"name": "@thumbing/image-processor",');

  const release = await nx(process.env, ['release', ...FIRST, '--skip-publish'], clone);
  expect(release).toMatch(
    /entry in libs\/config\/CHANGELOG\.md for config@0\.0\.2[^]*Add a field for what this test is about\./,
  );
}, 300_000);
