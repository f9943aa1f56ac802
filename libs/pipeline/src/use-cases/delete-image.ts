import { isDeleted, type DeletedRecord } from '../lifecycle/finish-deletion.ts';
import type { Clock, ImageRecords } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';
import { updateRecord } from '../domain/update-record.ts';

/** Ports of `deleteImage`. */
export interface DeleteImageDeps {
  /** Marks the record as deleted. */
  readonly records: Pick<ImageRecords, 'get' | 'replace'>;
  /** Gives the time of the deletion. */
  readonly clock: Pick<Clock, 'now'>;
  /**
   * Removes the files within the call. @default a worker removes them, to which the changed record leads, so that the
   * caller needs no permission to
   */
  readonly finishDeletion?: ((image: DeletedRecord) => Promise<void>) | undefined;
}

/**
 * Deletes an image of this owner with all its files. The image is invisible from the first write on, and that write is
 * all that the rest needs: whoever looks after the records finishes the deletion, also one that the caller began to finish.
 * Throws a `RequestError` if the owner has no such image.
 */
export const deleteImage =
  ({ records, clock, finishDeletion }: DeleteImageDeps) =>
  async (owner: string, id: string): Promise<void> => {
    const now = clock.now().toISOString();
    const image = await updateRecord(records, id, (record) =>
      record.owner === owner && !record.deletedAt ? { ...record, deletedAt: now } : undefined,
    );
    if (image?.owner !== owner || !isDeleted(image)) {
      throw new RequestError('not-found', `you have no image '${id}'`);
    }
    await finishDeletion?.(image);
  };
