import type { Image } from '@thumbing/config';
import { isSettled, type ImageRecord } from '../domain/image-record.ts';
import type { Clock, ImageRecords, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';
import { toImage } from '../domain/to-image.ts';

export interface GetImageDeps {
  readonly records: Pick<ImageRecords, 'get'>;
  readonly renditions: Pick<Renditions, 'urlOf'>;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
}

export interface WaitOptions {
  /** Waits up to this long for the status to change. A settled image is returned at once. */
  readonly waitSeconds: number;
  /** Aborted when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds: too short to be noticed, and a waiting client costs only four reads a second. */
const POLL_INTERVAL = 250;

/** Returns an image of this owner, optionally after waiting. Throws a `RequestError` if there is none. */
export const getImage =
  ({ records, renditions, clock }: GetImageDeps) =>
  async (owner: string, id: string, { waitSeconds, signal }: WaitOptions): Promise<Image> => {
    const first = requireOwner(owner, id, await records.get(id));
    const deadline = clock.monotonic() + waitSeconds * 1_000;
    let current = first;
    while (!isSettled(current) && current.status === first.status && !signal?.aborted) {
      const left = deadline - clock.monotonic();
      if (left <= 0) break;
      await clock.sleep(Math.min(left, POLL_INTERVAL), signal);
      current = requireOwner(owner, id, await records.get(id));
    }
    return toImage(current, renditions);
  };

/** Answers alike for another owner's image and for one being deleted: clients must not tell them apart. */
function requireOwner(owner: string, id: string, record: ImageRecord | undefined): ImageRecord {
  if (record?.owner === owner && !record.deletedAt) return record;
  throw new RequestError('not-found', `you have no image '${id}'`);
}
