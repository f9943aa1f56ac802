import { opendir, readFile, rm, rmdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '@thumbing/pipeline';
import { hasCode } from '../util/has-code.ts';
import { undefinedIfMissing } from '../util/undefined-if-missing.ts';
import { replaceFile } from './atomic-file.ts';

/** Files that can be made again, by their path: the least recently used ones make room for new ones. */
export interface DiskCache {
  /** The absolute path of a file or folder. */
  path(path: string): string;
  /** A file, which counts as used. */
  read(path: string): Promise<Buffer | undefined>;
  write(path: string, data: Uint8Array): Promise<void>;
  /** Removes a folder with all that is in it. */
  removeFolder(path: string): Promise<void>;
  /** Notes that a file was used. */
  used(path: string): Promise<void>;
  /** Removes files that were not used for `keepSeconds`, and, beyond `maxBytes`, those that were not used for longest. */
  sweep(): Promise<void>;
}

/** Folders of the cache, each of which has a folder for each image. */
export const CACHE_FOLDERS = { copies: 'copies', renditions: 'renditions' } as const;

export interface DiskCacheOptions {
  readonly directory: string;
  readonly staging: string;
  readonly maxBytes: number;
  readonly keepSeconds: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Gets an error of the sweep that a write begins. */
  readonly onError: (error: unknown) => void;
}

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/** Milliseconds: a use is noted once in this time, so that a file that is read often is not written as often. */
const GRAIN = 60 * 60 * 1_000;

/** The share of `maxBytes` that is left after a sweep, so that the next write does not begin another. */
const LEFT = 0.9;

export function diskCache(options: DiskCacheOptions): DiskCache {
  const { directory, staging, maxBytes, clock, onError } = options;
  const absolute = (path: string): string => join(directory, path);
  /** Bytes of all files, with those that were removed since the last sweep. */
  let total = 0;
  let sweeping: Promise<void> | undefined;

  const sweep = (): Promise<void> =>
    (sweeping ??= sweepFolder(options)
      .then((left) => {
        total = left;
      })
      .finally(() => {
        sweeping = undefined;
      }));

  const used = async (path: string): Promise<void> => {
    const file = absolute(path);
    const stats = await stat(file).catch(undefinedIfMissing);
    const now = clock.now();
    if (!stats || now.getTime() - stats.atimeMs < GRAIN) return;
    await utimes(file, now, stats.mtime).catch(undefinedIfMissing);
  };

  return {
    path: absolute,
    read: async (path) => {
      const data = await readFile(absolute(path)).catch(undefinedIfMissing);
      if (data) await used(path);
      return data;
    },
    write: async (path, data) => {
      await replaceFile(staging, absolute(path), data);
      total += data.length;
      if (total > maxBytes) sweep().catch(onError);
    },
    removeFolder: (path) => rm(absolute(path), { recursive: true, force: true, maxRetries: 3 }),
    used,
    sweep,
  };
}

/** Returns the bytes that are left. */
async function sweepFolder(options: DiskCacheOptions): Promise<number> {
  const { directory, maxBytes, keepSeconds, clock } = options;
  const oldest = clock.now().getTime() - keepSeconds * 1_000;
  const files: CachedFile[] = [];
  for await (const file of filesIn(directory)) files.push(file);
  files.sort((a, b) => a.usedAt - b.usedAt);
  let left = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const most = left > maxBytes ? maxBytes * LEFT : maxBytes;
  for (const { path, bytes, usedAt } of files) {
    if (usedAt >= oldest && left <= most) break;
    await rm(path, { force: true });
    left -= bytes;
    await removeIfEmpty(dirname(path));
  }
  return left;
}

/** All files below a folder. What is removed meanwhile is left out. */
async function* filesIn(folder: string): AsyncGenerator<CachedFile> {
  const entries = await opendir(folder).catch(undefinedIfMissing);
  if (!entries) return;
  for await (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else {
      const stats = await stat(path).catch(undefinedIfMissing);
      if (stats) yield { path, bytes: stats.size, usedAt: stats.atimeMs };
    }
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].some((code) => hasCode(error, code))) throw error;
  }
}
