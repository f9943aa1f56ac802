import { execFile } from 'node:child_process';
import { glob, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './edition.ts';

const run = promisify(execFile);

/** The commit that goals of the one-machine edition are relative to. */
export const EARLIER = '985577c';

const CHECKOUTS = join(import.meta.dirname, '../../dist/commits');

/**
 * Folder with the sources of an earlier commit, and with the dependencies of this one, which are linked. Kept for the
 * next run. A clone without history lacks the commit.
 */
export async function checkedOut(commit: string): Promise<string> {
  const folder = join(CHECKOUTS, commit);
  if (await stat(folder).catch(() => undefined)) return folder;
  const staged = `${folder}.staged`;
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  const archive = join(CHECKOUTS, `${commit}.tar`);
  await run('git', ['archive', '-o', archive, commit], { cwd: ROOT });
  await run('tar', ['-xf', archive, '-C', staged]);
  await rm(archive);
  for await (const path of glob('{,*/*/}node_modules', { cwd: ROOT })) {
    // Its own links to packages of the workspace lead to the earlier sources.
    await run('cp', ['-al', join(ROOT, path), join(staged, path)]);
  }
  await rename(staged, folder);
  return folder;
}
