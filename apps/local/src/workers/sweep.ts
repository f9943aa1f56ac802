import type { Config, OriginalKey } from '@thumbing/config';
import {
  finishDeletion,
  isDeleted,
  isSettled,
  type Clock,
  type FinishDeletionDeps,
  type ImageRecord,
} from '@thumbing/pipeline';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { oneByOne } from '../util/for-each-catching.ts';

export interface TidyDeps extends FinishDeletionDeps {
  readonly records: SqliteImageRecords;
  readonly originals: DiskOriginals;
  readonly config: Pick<Config, 'retention'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onError: (error: unknown, image: OriginalKey) => void;
}

/** Finishes what was interrupted, and forgets what has had its time. */
export async function tidy(deps: TidyDeps): Promise<void> {
  const { records, originals, onError } = deps;
  await oneByOne(records.unfinished(), (record) => tidyRecord(deps, record), onError);
  await oneByOne(await originals.all(), (key) => tidyOriginal(deps, key), onError);
}

/** A deletion that was interrupted, or a grant: it is forgotten if nobody used it in its time. */
async function tidyRecord(deps: TidyDeps, record: ImageRecord): Promise<void> {
  const { records, originals, config, clock } = deps;
  if (isDeleted(record)) return finishDeletion(deps, record);
  const { profile, id, granted } = record;
  const forgetAt = Date.parse(granted.expiresAt) + config.retention.unfinished * 1_000;
  if (forgetAt >= clock.now().getTime()) return;
  if (!(await originals.since({ profile, id }))) await records.remove(id);
}

/**
 * Nobody wants an original that was rejected, or kept for as long as it is to be. One without a record may
 * be all that is left after an old database was put back: that is told, and for a person to decide.
 */
async function tidyOriginal(deps: TidyDeps, key: OriginalKey): Promise<void> {
  const { records, originals, config, clock } = deps;
  const record = await records.get(key.id);
  if (!record)
    throw new Error('it has an original and no record: remove the file, or put the record back');
  if (record.status === 'rejected') return originals.remove(key);
  if (!isSettled(record) || config.retention.originals === undefined) return;
  const since = await originals.since(key);
  const before = clock.now().getTime() - config.retention.originals * 1_000;
  if (since && since.getTime() < before) await originals.remove(key);
}
