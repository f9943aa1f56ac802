import { announce } from './announce.ts';
import { change } from './change.ts';
import { discard } from './discard.ts';
import type { Clock, Events, ImageRecords, Originals, Renditions } from './ports.ts';
import { RequestError } from './request-error.ts';

export interface DeleteImageDeps {
  readonly records: ImageRecords;
  readonly originals: Pick<Originals, 'remove'>;
  readonly renditions: Pick<Renditions, 'removeAll' | 'urlOf'>;
  readonly events: Events;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Removes an image of this owner and all that was made of it. From the first step on it is gone for
 * everyone; a deletion that was interrupted is finished by asking again.
 */
export const deleteImage =
  (deps: DeleteImageDeps) =>
  async (owner: string, id: string): Promise<void> => {
    const { records, clock } = deps;
    const now = clock.now().toISOString();
    const image = await change(records, id, (record) =>
      record.owner === owner && !record.deletedAt ? { ...record, deletedAt: now } : undefined,
    );
    if (image?.owner !== owner) throw new RequestError('not-found', `you have no image '${id}'`);

    await discard(deps, image);
    await announce(deps, 'deleted', image.deletedAt ?? now, { ...image, renditions: [] });
    await records.remove(id);
  };
