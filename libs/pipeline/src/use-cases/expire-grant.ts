import { UPLOAD_GRACE } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import type { Clock, ImageRecords, Inbox, Originals } from '../domain/ports.ts';
import { updateRecord } from '../domain/update-record.ts';

/** Ports of `expireGrant`. */
export interface ExpireGrantDeps {
  /** Settles or advances the record. The outbox of an expired one sends the image to the worker that publishes the event. */
  readonly records: Pick<ImageRecords, 'get' | 'replace'>;
  /** Tells if the grant was used. */
  readonly originals: Pick<Originals, 'exists'>;
  /** Gets an image whose original arrived: nobody knows if its message was lost, or still waits. */
  readonly inbox: Inbox;
  /** Tells if the grant has ended, and gives the time of settling. */
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Ends a grant when no upload can be in progress any more. An image without an original is settled as expired. One with an
 * original never expires: it is sent to the inbox, since the message about its original may have been lost, and is
 * `processing` from then on, so that this happens once. Idempotent.
 */
export const expireGrant =
  ({ records, originals, inbox, clock }: ExpireGrantDeps) =>
  async (id: string): Promise<void> => {
    const now = clock.now();
    const image = await records.get(id);
    if (!image || !isOver(image, now)) return;
    const isUsed = await originals.exists(image);
    // Before the record changes: a crash in between sends the image twice, rather than never.
    if (isUsed) await inbox.send({ profile: image.profile, id }, { group: image.owner });
    await updateRecord(records, id, (record) => {
      if (!isOver(record, now)) return undefined;
      return isUsed
        ? { ...record, status: 'processing' }
        : { ...record, status: 'expired', settledAt: now.toISOString() };
    });
  };

/** True for an image that still waits for its original when uploads to it have ended. */
const isOver = ({ status, deletedAt, granted }: ImageRecord, now: Date): boolean =>
  status === 'pending' &&
  !deletedAt &&
  Date.parse(granted.expiresAt) + UPLOAD_GRACE * 1_000 < now.getTime();
