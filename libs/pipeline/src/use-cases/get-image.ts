import type { Config, Image } from '@thumbing/config';
import { isSettled, type ImageRecord } from '../domain/image-record.ts';
import { polledChanges, type RecordChanges } from '../domain/polled-changes.ts';
import type { Clock, ImageRecords } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';
import { toImage, type ToImageDeps } from '../domain/to-image.ts';
import { ownerSlots } from '../domain/owner-slots.ts';

/** Configuration and ports of `getImage`. */
export interface GetImageDeps extends ToImageDeps {
  /** Variants of the image, and maximum waits of an owner. */
  readonly config: Pick<Config, 'profiles' | 'quotas'>;
  /** Read again when the record may have changed. */
  readonly records: Pick<ImageRecords, 'get'>;
  /** Ends waits. @default the record is read again four times a second, since other processes change it */
  readonly changes?: RecordChanges | undefined;
  /** Measures the wait. */
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
}

/** The patience of a client. */
export interface WaitOptions {
  /** Seconds to wait for the status to change, at most. A settled image is returned at once. */
  readonly waitSeconds: number;
  /** Aborted when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
}

/** Current state of an image. */
export interface FoundImage {
  /** Public shape of the image. */
  readonly image: Image;
  /** Seconds after which to ask again: present if too many others wait, so that this request did not. */
  readonly retryAfterSeconds?: number;
}

/** Maximum waits of all owners in one process. */
export const MOST_WAITS = 1_000;

/** Seconds after which a client asks again that could not wait. */
const RETRY_AFTER = 5;

/**
 * Returns an image of this owner, optionally after waiting: at once if too many requests of the owner, or of all owners,
 * wait already. Throws a `RequestError` if there is none.
 */
export const getImage = (deps: GetImageDeps) => {
  const takeSlot = ownerSlots({ perOwner: deps.config.quotas.waits, inAll: MOST_WAITS });
  const found = (record: ImageRecord): FoundImage => ({ image: toImage(deps, record) });

  return async (owner: string, id: string, options: WaitOptions): Promise<FoundImage> => {
    const first = requireOwner(owner, id, await deps.records.get(id));
    if (isSettled(first) || options.waitSeconds === 0) return found(first);
    const release = takeSlot(owner);
    if (!release) return { ...found(first), retryAfterSeconds: RETRY_AFTER };
    try {
      return found(await changed(deps, first, options));
    } finally {
      release();
    }
  };
};

/** Record after its status has changed, or after the wait. */
async function changed(
  { records, clock, changes = polledChanges(clock) }: GetImageDeps,
  first: ImageRecord,
  { waitSeconds, signal }: WaitOptions,
): Promise<ImageRecord> {
  const deadline = clock.monotonic() + waitSeconds * 1_000;
  let current = first;
  while (current.status === first.status && !signal?.aborted) {
    const left = deadline - clock.monotonic();
    if (left <= 0) break;
    await changes.since(current, left, signal);
    current = requireOwner(first.owner, first.id, await records.get(first.id));
  }
  return current;
}

/** Answers alike for another owner's image and for one being deleted: clients must not tell them apart. */
function requireOwner(owner: string, id: string, record: ImageRecord | undefined): ImageRecord {
  if (record?.owner === owner && !record.deletedAt) return record;
  throw new RequestError('not-found', `you have no image '${id}'`);
}
