import { updateRecord } from '../domain/update-record.ts';
import { finishDeletion, isDeleted } from '../lifecycle/finish-deletion.ts';
import type { Clock, Events, ImageRecords, Inbox, Originals, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';

export interface DeleteImageDeps {
  readonly records: ImageRecords;
  readonly originals: Pick<Originals, 'remove'>;
  readonly renditions: Pick<Renditions, 'removeAll' | 'urlOf'>;
  readonly events: Events;
  readonly clock: Pick<Clock, 'now'>;
  readonly inbox: Inbox;
}

/** Time after which a deletion has either finished or been interrupted. */
const RECONCILE_DELAY_SECONDS = 60;

/**
 * Deletes an image of this owner with all its files. The image is invisible from the first write on. A
 * worker that receives the delayed inbox message, or another call, finishes an interrupted deletion.
 */
export const deleteImage =
  (deps: DeleteImageDeps) =>
  async (owner: string, id: string): Promise<void> => {
    const { records, clock, inbox } = deps;
    const now = clock.now().toISOString();
    const image = await updateRecord(records, id, (record) =>
      record.owner === owner && !record.deletedAt ? { ...record, deletedAt: now } : undefined,
    );
    if (image?.owner !== owner || !isDeleted(image)) {
      throw new RequestError('not-found', `you have no image '${id}'`);
    }
    await inbox.send({ profile: image.profile, id }, { delaySeconds: RECONCILE_DELAY_SECONDS });
    await finishDeletion(deps, image);
  };
