import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { originalKey, type OriginalKey } from '@thumbing/config';
import { dataPaths, type DataPaths } from '../storage/data-paths.ts';
import { connectDatabase } from '../storage/database.ts';
import { SLICE, slices } from '../storage/sqlite-record-lists.ts';
import { undefinedIfMissing } from '../util/undefined-if-missing.ts';
import { copy, linkOrCopy, sync } from './copy-file.ts';

export interface BackupOptions {
  readonly dataDir: string;
  /** Folder that is new or empty. Becomes a data directory. */
  readonly target: string;
}

export interface Backup {
  readonly images: number;
  readonly files: number;
}

/**
 * Copies a data directory, also while a server uses it: the database as it is at one moment, then the files of its images.
 * They never change, so that a link to one is a copy of it. An image that is deleted meanwhile is left out.
 */
export async function backUp({ dataDir, target }: BackupOptions): Promise<Backup> {
  const [from, to] = [dataPaths(dataDir), dataPaths(target)];
  const source = connectDatabase(from.database, { readOnly: true });
  try {
    await requireEmpty(target);
    for (const folder of [to.originals, to.renditions, to.keys]) await makeFolder(folder);
    // Under another name until the backup is complete: a server does not start beside files without a database.
    const incomplete = `${to.database}.incomplete`;
    await copyDatabase(source, incomplete);
    const copied = await copyImages(source, incomplete, {
      copy: (key) => copyFiles(from, to, key),
      remove: (key) => removeFiles(to, key),
    });
    for (const name of await readdir(from.keys)) {
      await copy(join(from.keys, name), join(to.keys, name));
    }
    await sync(incomplete);
    await rename(incomplete, to.database);
    await sync(target);
    return copied;
  } finally {
    source.close();
  }
}

async function requireEmpty(folder: string): Promise<void> {
  await makeFolder(folder);
  if ((await readdir(folder)).length === 0) return;
  throw new Error(`${folder} is not empty: choose a folder that is new or empty`);
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

async function copyDatabase(source: DatabaseSync, path: string): Promise<void> {
  // Only this user may read the file. SQLite would make it readable by everyone.
  await (await open(path, 'wx', 0o600)).close();
  source.prepare('VACUUM INTO ?').run(path);
}

const ROWS = `SELECT id, profile FROM images WHERE id > ? ORDER BY id LIMIT ${SLICE}`;

/** Copies the files of each image in the copied database, and removes those that the source has lost meanwhile. */
async function copyImages(
  source: DatabaseSync,
  path: string,
  files: {
    readonly copy: (key: OriginalKey) => Promise<number>;
    readonly remove: (key: OriginalKey) => Promise<void>;
  },
): Promise<Backup> {
  const database = new DatabaseSync(path);
  const rowsAfter = database.prepare(ROWS);
  const exists = source.prepare('SELECT 1 FROM images WHERE id = ? AND deleting = 0');
  const remove = database.prepare('DELETE FROM images WHERE id = ? AND deleting = 0');
  let copied: Backup = { images: 0, files: 0 };
  for (const keys of slices(({ id }) => rowsAfter.all(id))) {
    for (const key of keys) {
      const count = await files.copy(key);
      // Asked afterwards, since its deletion may begin at any time before.
      const isGone = exists.get(key.id) === undefined && remove.run(key.id).changes > 0;
      if (isGone) await files.remove(key);
      else copied = { images: copied.images + 1, files: copied.files + count };
    }
  }
  database.close();
  return copied;
}

/** Copies the original and the renditions of an image, as many as exist. Returns their number. */
async function copyFiles(from: DataPaths, to: DataPaths, key: OriginalKey): Promise<number> {
  const name = originalKey.format(key);
  const renditions = (await readdir(join(from.renditions, name)).catch(undefinedIfMissing)) ?? [];
  const pairs = [
    [join(from.originals, name), join(to.originals, name)] as const,
    ...renditions.map(
      (file) => [join(from.renditions, name, file), join(to.renditions, name, file)] as const,
    ),
  ];
  let copied = 0;
  for (const [original, duplicate] of pairs) {
    if (await linkOrCopy(original, duplicate)) copied += 1;
  }
  return copied;
}

async function removeFiles({ originals, renditions }: DataPaths, key: OriginalKey): Promise<void> {
  for (const folder of [originals, renditions]) {
    await rm(join(folder, originalKey.format(key)), { recursive: true, force: true });
  }
}
