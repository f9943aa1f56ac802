import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatBytes } from '@thumbing/config';
import { OutOfSpaceError } from '@thumbing/pipeline';
import { freeBytesOf } from '../util/free-bytes.ts';
import type { Log } from '../util/log.ts';
import { isOutOfSpace } from './out-of-space.ts';

/**
 * Disk space kept for the start and for deletions, which would otherwise fail on a full disk: also a deletion writes to
 * the database before it frees anything.
 */
export interface Reserve {
  /** Does work that may use the reserve: when there is no other space left, releases it, and does the work again. */
  readonly lend: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Makes the reserve whole. Throws an `OutOfSpaceError` while there is too little space. */
  readonly restore: () => Promise<void>;
}

export interface ReserveOptions {
  /** File that takes up the space. */
  readonly file: string;
  readonly log: Log;
  /** @default 8 MB: far more than SQLite's log grows by while deletions make room */
  readonly bytes?: number;
  /** @default what the system says */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Opens the reserve of a data directory, which may not exist yet. */
export function openReserve({
  file,
  log,
  bytes = 8_000_000,
  freeBytes = freeBytesOf,
}: ReserveOptions): Reserve {
  // As much again stays free, or the next file would meet a full disk again.
  const needed = 2 * bytes;
  let isWhole = statSync(file, { throwIfNoEntry: false })?.size === bytes;
  let isReleased = false;
  let filling: Promise<void> | undefined;

  const fill = async (): Promise<void> => {
    if ((await freeBytes(dirname(file))) < needed || !(await allocate(file, bytes))) {
      throw new OutOfSpaceError(
        `the disk is full: uploads are refused until ${formatBytes(needed)} are free`,
      );
    }
    isWhole = true;
    if (isReleased) log('the disk has space again: uploads are accepted');
    isReleased = false;
  };
  const release = async (): Promise<void> => {
    await filling?.catch(() => undefined);
    await rm(file, { force: true });
    if (isWhole || !isReleased) {
      const remedy = `Uploads are refused until ${formatBytes(needed)} are free: delete images, or other files`;
      log(`the disk is full, and the reserve for deletions is in use. ${remedy}`);
    }
    [isWhole, isReleased] = [false, true];
  };

  return {
    lend: async (work) => {
      try {
        return await work();
      } catch (error) {
        if (!isOutOfSpace(error)) throw error;
        await release();
        return work();
      }
    },
    restore: async () => {
      if (isWhole) return;
      filling ??= fill().finally(() => (filling = undefined));
      await filling;
    },
  };
}

/** Fills the file, or removes it and returns `false` if there is no space. */
async function allocate(path: string, bytes: number): Promise<boolean> {
  const file = await open(path, 'w', 0o600);
  try {
    // Random, since some file systems would store zeros in no space at all; synced, since others choose blocks late.
    await file.writeFile(randomBytes(bytes));
    await file.sync();
    return true;
  } catch (error) {
    if (!isOutOfSpace(error)) throw error;
    await rm(path, { force: true });
    return false;
  } finally {
    await file.close();
  }
}
