import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, OriginalKey } from '@thumbing/config';
import { deleteImage, isSettled, type DeleteImageDeps } from '@thumbing/pipeline';
import type { DiskOriginals } from './adapters/disk-originals.ts';
import type { SqliteImageRecords } from './adapters/sqlite-image-records.ts';

export interface RecoverDeps extends DeleteImageDeps {
  readonly records: SqliteImageRecords;
  readonly originals: DiskOriginals;
  readonly received: (key: OriginalKey) => Promise<void>;
}

/** Removes the files that a process was writing when it died. */
export async function discardHalfWritten(staging: string): Promise<void> {
  for (const file of await readdir(staging)) await rm(join(staging, file));
}

/**
 * Takes up what a process that died has left: originals that arrived unannounced are put into the
 * inbox, deletions that were begun are finished.
 */
export async function recover(deps: RecoverDeps): Promise<void> {
  const stored = new Set((await deps.originals.all()).map(({ id }) => id));
  for (const { owner, profile, id, deletedAt } of deps.records.unfinished()) {
    if (deletedAt) await deleteImage(deps)(owner, id);
    else if (stored.has(id)) await deps.received({ profile, id });
  }
}

export interface TidyDeps extends Pick<DeleteImageDeps, 'clock'> {
  readonly records: SqliteImageRecords;
  readonly originals: DiskOriginals;
  readonly retention: Config['retention'];
}

/** Forgets grants that nobody used, and originals that were kept for as long as they are to be. */
export async function tidy({ records, originals, retention, clock }: TidyDeps): Promise<void> {
  const now = clock.now().getTime();
  const stored = await originals.all();
  const ids = new Set(stored.map(({ id }) => id));
  for (const { id, granted } of records.unfinished()) {
    const forgetAt = Date.parse(granted.expiresAt) + retention.unfinished * 1_000;
    if (forgetAt < now && !ids.has(id)) await records.remove(id);
  }

  if (retention.originals === undefined) return;
  for (const { profile, id, since } of stored) {
    const expired = since.getTime() + retention.originals * 1_000 < now;
    const record = expired ? await records.get(id) : undefined;
    if (expired && (!record || isSettled(record))) await originals.remove({ profile, id });
  }
}
