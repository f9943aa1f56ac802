import type { Config, OriginalKey } from '@thumbing/config';
import {
  finishDeletion,
  isDeleted,
  isSettled,
  isUnusable,
  type Clock,
  type FinishDeletionDeps,
  type ImageRecord,
} from '@thumbing/pipeline';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import type { Leap, SteadyClock } from '../storage/steady-clock.ts';
import type { Tombstone } from '../storage/tombstones.ts';
import { forEachCatching } from '../util/for-each-catching.ts';

export interface SweepDeps extends FinishDeletionDeps {
  readonly records: SqliteImageRecords;
  readonly originals: DiskOriginals;
  readonly config: Pick<Config, 'retention'>;
  readonly clock: Pick<Clock, 'now'>;
  /** A leap of the clock makes everything look old. */
  readonly steady: Pick<SteadyClock, 'leap'>;
  readonly onLeap: (leap: Leap) => void;
  readonly onError: (error: unknown, image: OriginalKey) => void;
}

/** Seconds after the end of a grant in which its upload has ended, too. */
const UPLOAD_ENDS = 60 * 60;

/**
 * Finishes interrupted deletions, and removes records and originals whose retention has ended. After a leap
 * of the clock, also one in between, nothing is removed for its age.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  const { records, originals, steady, onLeap, onError } = deps;
  await forEachCatching(records.unfinished(), (record) => sweepRecord(deps, record), onError);
  await sweepTombstones(deps);
  await forEachCatching(await originals.all(), (key) => sweepOriginal(deps, key), onError);
  const leap = steady.leap();
  if (leap) onLeap(leap);
}

/** Finishes a deletion, or removes the record of an expired grant without an upload. */
async function sweepRecord(deps: SweepDeps, record: ImageRecord): Promise<void> {
  const { records, originals, config } = deps;
  if (isDeleted(record)) return finishDeletion(deps, record);
  const { profile, id, granted } = record;
  if (!isOver(deps, new Date(granted.expiresAt), config.retention.unfinished)) return;
  if (!(await originals.storedAt({ profile, id }))) await records.remove(id);
}

/**
 * Removes originals that arrived after their image was deleted. An upload does that itself, unless its process
 * dies before.
 */
async function sweepTombstones(deps: SweepDeps): Promise<void> {
  const { originals, onError } = deps;
  const { tombstones } = deps.records;
  const over: string[] = [];
  const removeOriginal = async ({ grantExpiresAt, profile, id }: Tombstone): Promise<void> => {
    // Asked before, since an upload may end during the removal.
    const isLastTime = isOver(deps, grantExpiresAt, UPLOAD_ENDS);
    await originals.remove({ profile, id });
    if (isLastTime) over.push(id);
  };
  await forEachCatching(tombstones.all(), removeOriginal, onError);
  if (over.length > 0) tombstones.forget(over);
}

/**
 * Removes an original that is unusable, or whose retention has ended. An original without a record may be
 * all that is left after the restore of an old backup, so it is reported for the operator to decide.
 */
async function sweepOriginal(deps: SweepDeps, key: OriginalKey): Promise<void> {
  const { records, originals, config } = deps;
  const record = await records.get(key.id);
  if (!record) {
    throw new Error('the original has no record: remove the file, or restore the record');
  }
  if (isUnusable(record)) return originals.remove(key);
  if (!isSettled(record) || config.retention.originals === undefined) return;
  const storedAt = await originals.storedAt(key);
  if (storedAt && isOver(deps, storedAt, config.retention.originals)) await originals.remove(key);
}

/** True if the retention, in seconds, has ended, and the clock can be trusted to tell. */
const isOver = ({ clock, steady }: SweepDeps, since: Date, retention: number): boolean =>
  since.getTime() + retention * 1_000 < clock.now().getTime() && !steady.leap();
