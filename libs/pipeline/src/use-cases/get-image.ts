import type { Image } from '@thumbing/config';
import { isSettled, type ImageRecord } from '../domain/image-record.ts';
import { toImage } from '../domain/to-image.ts';
import type { Clock, ImageRecords, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';

export interface GetImageDeps {
  readonly records: Pick<ImageRecords, 'get'>;
  readonly renditions: Pick<Renditions, 'urlOf'>;
  readonly clock: Clock;
}

export interface WaitOptions {
  /** Waits up to this long for the status to change; a settled image is answered at once. */
  readonly waitSeconds: number;
  /** Whoever asked has gone. */
  readonly signal?: AbortSignal | undefined;
}

/** Short enough not to be felt, long enough that a waiting client costs a few reads a second. */
const POLL_INTERVAL = 250;

/** An image of this owner. Throws a `RequestError` when there is none. */
export const getImage =
  ({ records, renditions, clock }: GetImageDeps) =>
  async (owner: string, id: string, { waitSeconds, signal }: WaitOptions): Promise<Image> => {
    const first = ownedBy(owner, id, await records.get(id));
    const deadline = clock.now().getTime() + waitSeconds * 1_000;
    let current = first;
    while (!isSettled(current) && current.status === first.status && !signal?.aborted) {
      const left = deadline - clock.now().getTime();
      if (left <= 0) break;
      await clock.sleep(Math.min(left, POLL_INTERVAL), signal);
      current = ownedBy(owner, id, await records.get(id));
    }
    return toImage(current, renditions);
  };

/** Someone else's image and one being deleted are as good as none: an answer must not tell them apart. */
function ownedBy(owner: string, id: string, record: ImageRecord | undefined): ImageRecord {
  if (record?.owner === owner && !record.deletedAt) return record;
  throw new RequestError('not-found', `you have no image '${id}'`);
}
