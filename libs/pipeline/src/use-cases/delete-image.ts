import { isDeleted, type DeletedRecord } from '../lifecycle/finish-deletion.ts';
import type { Clock, ImageRecords, Inbox } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';
import { updateRecord } from '../domain/update-record.ts';

/** Ports of `deleteImage`. */
export interface DeleteImageDeps {
  /** Marks the record as deleted. */
  readonly records: Pick<ImageRecords, 'get' | 'replace'>;
  /** Gives the time of the deletion. */
  readonly clock: Pick<Clock, 'now'>;
  /** Sends the image to the worker that finishes the deletion: at once, or 60 seconds later as a safeguard. */
  readonly inbox: Inbox;
  /**
   * Removes the files within the call. @default the worker that receives the message removes them, so that the
   * caller needs no permission to
   */
  readonly finishDeletion?: ((image: DeletedRecord) => Promise<void>) | undefined;
}

/** Time after which a deletion that the caller finishes has either finished or been interrupted. */
const RECONCILE_DELAY_SECONDS = 60;

/**
 * Deletes an image of this owner with all its files. The image is invisible from the first write on. A worker
 * that receives the inbox message finishes the deletion, also one that the caller began to finish.
 * Throws a `RequestError` if the owner has no such image.
 */
export const deleteImage =
  ({ records, clock, inbox, finishDeletion }: DeleteImageDeps) =>
  async (owner: string, id: string): Promise<void> => {
    const now = clock.now().toISOString();
    const image = await updateRecord(records, id, (record) =>
      record.owner === owner && !record.deletedAt ? { ...record, deletedAt: now } : undefined,
    );
    if (image?.owner !== owner || !isDeleted(image)) {
      throw new RequestError('not-found', `you have no image '${id}'`);
    }
    const delaySeconds = finishDeletion ? RECONCILE_DELAY_SECONDS : 0;
    await inbox.send({ profile: image.profile, id }, { delaySeconds, group: owner });
    await finishDeletion?.(image);
  };
