import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { groupedByKey } from '../util/grouped.ts';
import { hasCode } from '../util/has-code.ts';

/**
 * Writes a file atomically: after a crash it is complete or absent. Writes to the staging folder, which
 * must be on the same file system, syncs, and renames the file to its path.
 */
export async function replaceFile(staging: string, path: string, data: Uint8Array): Promise<void> {
  await withStagedFile(staging, async (file, staged) => {
    await file.writeFile(data);
    await file.sync();
    const made = await inFolderOf(path, () => rename(staged, path));
    await syncName(path, made);
  });
}

/**
 * Like `replaceFile`, but returns `false` and changes nothing if the file exists. `write` fills the file,
 * and may throw to cancel. If the disk fails later, there is no file: a caller that is told of an error may try again.
 */
export async function createFile(
  staging: string,
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<boolean> {
  return withStagedFile(staging, async (file, staged) => {
    await write(file);
    await file.sync();
    try {
      // Unlike a rename, a link fails if the path exists.
      const made = await inFolderOf(path, () => link(staged, path));
      await syncName(path, made);
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false;
      // Some disks make a link and report a failure.
      if ((await file.stat()).nlink > 1) await rm(path, { force: true });
      throw error;
    }
    return true;
  });
}

async function withStagedFile<T>(
  directory: string,
  use: (file: FileHandle, path: string) => Promise<T>,
): Promise<T> {
  const path = join(directory, randomUUID());
  const file = await open(path, 'wx', 0o600);
  try {
    return await use(file, path);
  } finally {
    await file.close();
    // The staging folder is emptied at each start, and what the file was made for has happened.
    await unlink(path).catch(() => undefined);
  }
}

/** Names a file. Makes its folder only if it is missing, and returns the topmost folder that was made. */
async function inFolderOf(
  path: string,
  nameFile: () => Promise<void>,
): Promise<string | undefined> {
  try {
    await nameFile();
    return undefined;
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const made = await mkdir(dirname(path), { recursive: true });
  await nameFile();
  return made;
}

/** Syncs the names in a folder, once for all that were given at the same time. */
const syncFolder = groupedByKey(async (folder) => {
  const directory = await open(folder);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
});

/**
 * Syncs a file's name, which is part of its folder, and the names of folders made for it. `made` is the topmost of
 * those.
 */
async function syncName(path: string, made: string | undefined): Promise<void> {
  await syncFolder(dirname(path));
  if (made !== undefined && resolve(path) !== resolve(made)) await syncName(dirname(path), made);
}
