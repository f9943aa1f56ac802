import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from '../util/has-code.ts';

/** Errors of links between file systems, or on one that has none. */
const NO_LINK = ['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'ENOSYS'];

/** Links to a file that never changes, or copies it. Returns `false` if it does not exist. */
export async function linkOrCopy(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    if (!NO_LINK.some((code) => hasCode(error, code))) throw error;
    return copyIfPresent(from, to);
  }
}

async function copyIfPresent(from: string, to: string): Promise<boolean> {
  try {
    await copy(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Copies a file with its mode and its time, which tells the age of an original, and syncs it. */
export async function copy(from: string, to: string): Promise<void> {
  const { atime, mtime } = await stat(from);
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await utimes(to, atime, mtime);
  await sync(to);
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function sync(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
