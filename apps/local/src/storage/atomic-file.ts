import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Writes a file so that it is there whole or not at all, whatever happens in between: into the staging
 * folder (of the same file system), to the disk, then into its place by one rename.
 */
export async function replaceFile(staging: string, path: string, data: Uint8Array): Promise<void> {
  await staged(staging, async (file, written) => {
    await file.writeFile(data);
    await file.sync();
    const made = await mkdir(dirname(path), { recursive: true });
    await rename(written, path);
    await syncName(path, made);
  });
}

/**
 * The same for a file that must not be there yet: answers `false`, and leaves what is there, when it is.
 * `write` fills the file and may throw to call it off.
 */
export async function createFile(
  staging: string,
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<boolean> {
  return staged(staging, async (file, written) => {
    await write(file);
    await file.sync();
    const made = await mkdir(dirname(path), { recursive: true });
    try {
      // Unlike a rename, a link fails when there is something in its place.
      await link(written, path);
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    }
    await syncName(path, made);
    return true;
  });
}

/** Whether an error is the file system's of this code. */
export const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

async function staged<T>(
  directory: string,
  work: (file: FileHandle, path: string) => Promise<T>,
): Promise<T> {
  const path = join(directory, randomUUID());
  const file = await open(path, 'wx', 0o600);
  try {
    return await work(file, path);
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

/**
 * A file's name is on the disk only when its directory is, and so is that of a directory which was made
 * for it: `made` is the topmost one of those.
 */
async function syncName(path: string, made: string | undefined): Promise<void> {
  const directory = await open(dirname(path));
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
  if (made !== undefined && resolve(path) !== resolve(made)) await syncName(dirname(path), made);
}
