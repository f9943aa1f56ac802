import type { OriginalKey } from '@thumbing/config';
import { change } from './change.ts';
import { finishDeletion, isDeleted } from './finish-deletion.ts';
import type { Clock, Events, ImageRecords, Originals, Renditions } from './ports.ts';
import { RequestError } from './request-error.ts';

export interface DeleteImageDeps {
  readonly records: ImageRecords;
  readonly originals: Pick<Originals, 'remove'>;
  readonly renditions: Pick<Renditions, 'removeAll' | 'urlOf'>;
  readonly events: Events;
  readonly clock: Pick<Clock, 'now'>;
  /** Has somebody look at the image later, who finishes what may be cut off here. */
  readonly lookLater: (image: OriginalKey) => Promise<void>;
}

/**
 * Removes an image of this owner and all that was made of it. From the first step on it is gone for
 * everyone; a deletion that was interrupted is finished later, or by asking again.
 */
export const deleteImage =
  (deps: DeleteImageDeps) =>
  async (owner: string, id: string): Promise<void> => {
    const { records, clock, lookLater } = deps;
    const now = clock.now().toISOString();
    const image = await change(records, id, (record) =>
      record.owner === owner && !record.deletedAt ? { ...record, deletedAt: now } : undefined,
    );
    if (image?.owner !== owner || !isDeleted(image)) {
      throw new RequestError('not-found', `you have no image '${id}'`);
    }
    await lookLater({ profile: image.profile, id });
    await finishDeletion(deps, image);
  };
