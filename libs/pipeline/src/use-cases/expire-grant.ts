import { UPLOAD_GRACE } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import type { Clock, ImageRecords, Originals } from '../domain/ports.ts';
import { updateRecord } from '../domain/update-record.ts';

/** Ports of `expireGrant`. */
export interface ExpireGrantDeps {
  /** Settles the record. Its outbox sends the image to the worker that publishes the event. */
  readonly records: Pick<ImageRecords, 'get' | 'replace'>;
  /** Tells if the grant was used. */
  readonly originals: Pick<Originals, 'exists'>;
  /** Tells if the grant has ended, and gives the time of settling. */
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Settles an image as expired if its grant has ended, no upload can be in progress any more, and there is no original.
 * An image with an original is left to its worker, however long its message waits. Idempotent.
 */
export const expireGrant =
  ({ records, originals, clock }: ExpireGrantDeps) =>
  async (id: string): Promise<void> => {
    const now = clock.now();
    const image = await records.get(id);
    if (!image || !isOver(image, now) || (await originals.exists(image))) return;
    await updateRecord(records, id, (record) =>
      isOver(record, now)
        ? { ...record, status: 'expired', settledAt: now.toISOString() }
        : undefined,
    );
  };

/** True for an image that still waits for its original when uploads to it have ended. */
const isOver = ({ status, deletedAt, granted }: ImageRecord, now: Date): boolean =>
  status === 'pending' &&
  !deletedAt &&
  Date.parse(granted.expiresAt) + UPLOAD_GRACE * 1_000 < now.getTime();
