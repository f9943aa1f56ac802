import { UPLOAD_GRACE, type Config, type OriginalKey } from '@thumbing/config';
import {
  expireGrant,
  finishDeletion,
  isDeleted,
  isSettled,
  isUnusable,
  type Clock,
  type FinishDeletionDeps,
  type Inbox,
} from '@thumbing/pipeline';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { Reserve } from '../storage/reserve.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { millisecondsOf } from '../storage/ascending-ids.ts';
import { SLICE } from '../storage/sqlite-record-lists.ts';
import type { Leap, SteadyClock } from '../storage/steady-clock.ts';
import type { Tombstone } from '../storage/tombstones.ts';
import { forEachCatching } from '../util/for-each-catching.ts';

export interface SweepDeps extends FinishDeletionDeps {
  readonly records: SqliteImageRecords;
  readonly originals: DiskOriginals;
  /** Gets an image whose original arrived, but whose message may be lost. */
  readonly inbox: Inbox;
  readonly config: Pick<Config, 'profiles' | 'retention'>;
  readonly clock: Pick<Clock, 'now'>;
  /** A leap of the clock makes everything look old. */
  readonly steady: Pick<SteadyClock, 'leap'>;
  /** Used when the disk is full: what the cleanup removes makes room. */
  readonly reserve: Pick<Reserve, 'lend'>;
  readonly onLeap: (leap: Leap) => void;
  readonly onError: (error: unknown, image: OriginalKey) => void;
}

/**
 * Finishes interrupted deletions, settles images whose grant ended unused as expired, and removes records and
 * originals whose retention has ended. After a leap of the clock, also one in between, nothing is removed for its age.
 * Reads records and folders in slices, between which requests are answered, however many there are.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  const { records, config, steady, onLeap, onError } = deps;
  const unused = records.unused(earlier(deps, UPLOAD_GRACE));
  const expired = records.expired(earlier(deps, config.retention.unfinished));
  await forEachCatching(records.beingDeleted(), (key) => sweepDeletion(deps, key), onError);
  await forEachCatching(unused, (key) => sweepGrant(deps, key), onError);
  await forEachCatching(expired, (key) => sweepExpired(deps, key), onError);
  await sweepTombstones(deps);
  await forEachCatching(originalsToCheck(deps), (key) => sweepOriginal(deps, key), onError);
  const leap = steady.leap();
  if (leap) onLeap(leap);
}

async function sweepDeletion(deps: SweepDeps, { id }: OriginalKey): Promise<void> {
  const record = await deps.records.get(id);
  if (!record || !isDeleted(record)) return;
  await deps.reserve.lend(() => finishDeletion(deps, record));
}

async function sweepGrant(deps: SweepDeps, { id }: OriginalKey): Promise<void> {
  if (!deps.steady.leap()) await deps.reserve.lend(() => expireGrant(deps)(id));
}

/** Removes the record of an expired image, whose retention begins when it expires. */
async function sweepExpired(deps: SweepDeps, { id }: OriginalKey): Promise<void> {
  const { records, config, reserve } = deps;
  const record = await records.get(id);
  if (record?.status !== 'expired' || !isSettled(record) || isDeleted(record)) return;
  if (isOver(deps, new Date(record.settledAt), config.retention.unfinished)) {
    await reserve.lend(() => records.remove(id));
  }
}

/** Originals of rejected images, and old ones. No record is read for the others, which are most. */
async function* originalsToCheck({
  records,
  originals,
  ...deps
}: SweepDeps): AsyncGenerator<readonly OriginalKey[]> {
  for await (const keys of originals.all(SLICE)) {
    const rejected = records.rejectedAmong(keys.map(({ id }) => id));
    yield keys.filter(({ id }) => rejected.has(id) || isOld(deps, new Date(millisecondsOf(id))));
  }
}

/**
 * Removes originals that arrived after their image was deleted. An upload does that itself, unless its process
 * dies before.
 */
async function sweepTombstones(deps: SweepDeps): Promise<void> {
  const { originals, reserve, onError } = deps;
  const { tombstones } = deps.records;
  const over: string[] = [];
  const removeOriginal = async ({ grantExpiresAt, profile, id }: Tombstone): Promise<void> => {
    // Asked before, since an upload may end during the removal.
    const isLastTime = isOver(deps, grantExpiresAt, UPLOAD_GRACE);
    await originals.remove({ profile, id });
    if (isLastTime) over.push(id);
  };
  await forEachCatching([tombstones.all()], removeOriginal, onError);
  if (over.length > 0) await reserve.lend(async () => tombstones.forget(over));
}

/**
 * Removes an original that is unusable, or whose retention has ended. One without a record may be all that is left of an
 * image: `reconcile` reports it.
 */
async function sweepOriginal(deps: SweepDeps, key: OriginalKey): Promise<void> {
  const { records, originals } = deps;
  const record = await records.get(key.id);
  if (!record) return;
  const isPast = isSettled(record) && isOld(deps, await originals.storedAt(key));
  if (isPast || isUnusable(record)) await originals.remove(key);
}

/** True if the retention of an original of this time has ended. It is stored after its id was made. */
const isOld = (deps: Pick<SweepDeps, 'config' | 'clock' | 'steady'>, since?: Date): boolean => {
  const retention = deps.config.retention.originals;
  return retention !== undefined && since !== undefined && isOver(deps, since, retention);
};

/** True if the retention, in seconds, has ended, and the clock can be trusted to tell. */
const isOver = (
  deps: Pick<SweepDeps, 'clock' | 'steady'>,
  since: Date,
  retention: number,
): boolean => since < earlier(deps, retention) && !deps.steady.leap();

const earlier = ({ clock }: Pick<SweepDeps, 'clock'>, seconds: number): Date =>
  new Date(clock.now().getTime() - seconds * 1_000);
