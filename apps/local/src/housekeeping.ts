import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@thumbing/config';
import {
  deleteImage,
  isSettled,
  receiveOriginal,
  RequestError,
  type DeleteImageDeps,
  type InboxMessage,
} from '@thumbing/pipeline';
import type { DiskOriginals } from './adapters/disk-originals.ts';
import type { SqliteImageRecords } from './adapters/sqlite-image-records.ts';
import type { SqliteQueue } from './adapters/sqlite-queue.ts';

/** Removes the files that a process was writing when it died. */
export async function discardHalfWritten(staging: string): Promise<void> {
  for (const file of await readdir(staging)) await rm(join(staging, file));
}

export interface RecoverDeps {
  readonly records: Pick<SqliteImageRecords, 'unfinished'>;
  readonly originals: Pick<DiskOriginals, 'since'>;
  readonly queues: { readonly inbox: Pick<SqliteQueue<InboxMessage>, 'all' | 'send'> };
}

/** Takes up what a process that died has left: originals that arrived unannounced go into the inbox. */
export async function recover({ records, originals, queues }: RecoverDeps): Promise<void> {
  const announced = new Set(queues.inbox.all().map(({ id }) => id));
  for (const { profile, id, deletedAt } of records.unfinished()) {
    const key = { profile, id };
    if (deletedAt || announced.has(id)) continue;
    if (await originals.since(key)) await receiveOriginal(queues)(key);
  }
}

export interface TidyDeps extends DeleteImageDeps {
  readonly records: SqliteImageRecords;
  readonly originals: DiskOriginals;
  readonly retention: Config['retention'];
}

/**
 * Finishes deletions that were interrupted; forgets grants that nobody used, and originals that were
 * kept for as long as they are to be.
 */
export async function tidy(deps: TidyDeps): Promise<void> {
  const { records, originals, retention, clock } = deps;
  const now = clock.now().getTime();
  for (const { owner, profile, id, granted, deletedAt } of records.unfinished()) {
    const forgetAt = Date.parse(granted.expiresAt) + retention.unfinished * 1_000;
    if (deletedAt) await finishDeletion(deps, owner, id);
    else if (forgetAt < now && !(await originals.since({ profile, id }))) await records.remove(id);
  }

  if (retention.originals === undefined) return;
  const before = now - retention.originals * 1_000;
  for (const key of await originals.all()) {
    const since = await originals.since(key);
    if (!since || since.getTime() >= before) continue;
    const record = await records.get(key.id);
    if (!record || isSettled(record)) await originals.remove(key);
  }
}

async function finishDeletion(deps: TidyDeps, owner: string, id: string): Promise<void> {
  try {
    await deleteImage(deps)(owner, id);
  } catch (error) {
    // Whoever asked for it has finished it in the meantime.
    if (!(error instanceof RequestError)) throw error;
  }
}
