import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nx } from './nx.ts';
import { scratchClone, scratchFolder } from './scratch-clone.ts';

let folder: string;
beforeAll(async () => {
  folder = await scratchFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const PLAN = `---
config: minor
---

Add a field for what this test is about.
`;

/** A clone with that version plan, of which nothing has been released. */
async function cloneWith(plan: string): Promise<string> {
  const clone = await scratchClone(process.env, join(folder, 'clone'));
  const plans = join(clone.folder, '.nx/version-plans');
  await mkdir(plans, { recursive: true });
  await writeFile(join(plans, 'test.md'), plan);
  return clone.folder;
}

const FIRST = ['--first-release', '--dry-run'];

it('releases a package by its version plan, and its dependents with the exact new version', async () => {
  const clone = await cloneWith(PLAN);
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
