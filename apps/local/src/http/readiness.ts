import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { ReadinessCheck } from '@thumbing/api';
import { formatBytes } from '@thumbing/config';
import { commitNothing, isDatabaseFull } from '../storage/database.ts';
import { freeBytesOf } from '../util/free-bytes.ts';
import { hasCode } from '../util/has-code.ts';

export interface ReadinessDeps {
  readonly database: DatabaseSync;
  readonly staging: string;
  readonly inbox: { size(): number };
  /** Bytes that this user may still write to the file system of a folder. @default what the system says */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Bytes that must be free: room for uploads in progress and their renditions. */
export const LEAST_FREE = 200_000_000;

/** Originals that may wait. At one a second, the last of them waits for almost three hours. */
export const INBOX_BOUND = 10_000;

/** Checks of what an upload needs on this machine, by name. */
export const readinessChecks = ({
  database,
  staging,
  inbox,
  freeBytes = freeBytesOf,
}: ReadinessDeps): Readonly<Record<'database' | 'disk' | 'staging' | 'inbox', ReadinessCheck>> => ({
  database: async () => {
    try {
      commitNothing(database);
      return undefined;
    } catch (error) {
      if (isDatabaseFull(error)) return 'there is no space left for a write; free some space';
      throw error;
    }
  },
  disk: async () => {
    const free = await freeBytes(staging);
    if (free >= LEAST_FREE) return undefined;
    return `${formatBytes(free)} are free, less than ${formatBytes(LEAST_FREE)}; free some space`;
  },
  staging: () => checkWritable(staging),
  inbox: async () => {
    const size = inbox.size();
    return size > INBOX_BOUND
      ? `${size} originals wait, more than ${INBOX_BOUND}; wait until they are processed`
      : undefined;
  },
});

/** System errors of a folder that cannot be written. Others are unexpected. */
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'ENOSPC', 'EDQUOT', 'EMFILE'];

async function checkWritable(folder: string): Promise<string | undefined> {
  // The process id keeps two checks apart, should a folder be shared by mistake.
  const path = join(folder, `ready-${process.pid}`);
  try {
    const file = await open(path, 'w', 0o600);
    await file.writeFile('ready').finally(() => file.close());
    return undefined;
  } catch (error) {
    const code = UNWRITABLE.find((each) => hasCode(error, each));
    if (code === undefined) throw error;
    return `the folder for uploads in progress cannot be written (${code})`;
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
