import type { Image } from '@thumbing/config';
import { isSettled, type ImageRecord } from '../domain/image-record.ts';
import type { Clock, ImageRecords, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';
import { toImage } from '../domain/to-image.ts';

/** Ports of `getImage`. */
export interface GetImageDeps {
  /** Read again four times a second while a client waits. */
  readonly records: Pick<ImageRecords, 'get'>;
  /** Gives the URLs of the renditions. */
  readonly renditions: Pick<Renditions, 'urlOf'>;
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
