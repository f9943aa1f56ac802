import { execFile } from 'node:child_process';
import { copyFile, glob, link, mkdir, mkdtemp, readdir, readlink, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { outside, ROOT } from './nx.ts';

/** A copy of this workspace in a repository of its own, to change things in. */
export interface ScratchClone {
  readonly folder: string;
  /** Commits what has changed in the files that were cloned. */
  readonly commit: (message: string) => Promise<void>;
}

/** An empty folder for clones, which the caller removes. */
export const scratchFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'thumbing-scratch-'));

/** Makes a clone of the workspace as it is now, uncommitted changes included, without files that Git ignores. */
export async function scratchClone(env: NodeJS.ProcessEnv, folder: string): Promise<ScratchClone> {
  const git = async (args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
    const options = { cwd: folder, env: { ...outside(env), ...more } };
    await promisify(execFile)('git', [...NOBODY, ...args], options);
  };
  const commit = (message: string) => git(['commit', '--quiet', '--all', '--message', message]);

  await mkdir(folder, { recursive: true });
  await git(['init', '--quiet']);
  await git(['add', '--all', ROOT], { GIT_DIR: join(folder, '.git'), GIT_WORK_TREE: ROOT });
  await git(['checkout-index', '--all']);
  await commit('Clone');
  for await (const packages of glob(PACKAGES, { cwd: ROOT })) {
    await linkAll(join(ROOT, packages), join(folder, packages));
  }
  return { folder, commit };
}

/** Commits have a neutral author, no signature, and run no hook. */
const NOBODY = [
  ...['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com'],
  ...['-c', 'commit.gpgSign=false', '-c', 'core.hooksPath=/dev/null'],
];

const PACKAGES = ['node_modules', '{apps,libs,tools}/*/node_modules'];

/**
 * Hard-links installed packages into the clone. Links between packages of the workspace lead into the clone. All other
 * files are shared, so nothing in the clone may write to them.
 */
async function linkAll(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === '.cache') continue;
    if (entry.isDirectory()) await linkAll(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    // Hard links do not cross file systems.
    else await link(source, target).catch(() => copyFile(source, target));
  }
}
