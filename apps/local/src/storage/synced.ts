import { open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { grouped } from '../util/grouped.ts';
import { undefinedIfMissing } from '../util/undefined-if-missing.ts';

/** Failure of a sync: what was committed is in the database, but a power failure may undo it. */
export class NotSyncedError extends Error {
  override readonly name = 'NotSyncedError';
}

const syncs = new WeakMap<DatabaseSync, () => Promise<void>>();

/**
 * Resolves once all that was committed to a database survives a power failure. Its log is synced on another thread, once
 * for everybody who waits at the same time: within the commit, a sync would hold up every request for milliseconds.
 * Throws a `NotSyncedError` if the disk fails.
 */
export function synced(database: DatabaseSync): Promise<void> {
  const sync = syncs.get(database) ?? grouped(() => syncLogOf(database).catch(notSynced));
  syncs.set(database, sync);
  return sync();
}

async function syncLogOf(database: DatabaseSync): Promise<void> {
  // Closing the database has removed the log, after everything in it was synced.
  if (!database.isOpen) return;
  const log = await open(`${database.location() ?? ''}-wal`).catch(undefinedIfMissing);
  if (!log) return;
  try {
    await log.datasync();
  } finally {
    await log.close();
  }
}

function notSynced(cause: unknown): never {
  throw new NotSyncedError('a change was committed, but could not be synced to the disk', {
    cause,
  });
}
