import { announce, type AnnounceDeps } from './publish-event.ts';
import { discard, type DiscardDeps } from './delete-files.ts';
import type { ImageRecord } from '../domain/image-record.ts';
import type { ImageRecords } from '../domain/ports.ts';

export interface FinishDeletionDeps extends AnnounceDeps, DiscardDeps {
  readonly records: Pick<ImageRecords, 'remove'>;
  readonly renditions: AnnounceDeps['renditions'] & DiscardDeps['renditions'];
}

/** An image whose deletion has begun. */
export type DeletedRecord = ImageRecord & { readonly deletedAt: string };

export const isDeleted = (record: ImageRecord): record is DeletedRecord =>
  record.deletedAt !== undefined;

/** What follows when the deletion of an image has begun. Safe to repeat, for whoever meets such an image. */
export async function finishDeletion(
  deps: FinishDeletionDeps,
  image: DeletedRecord,
): Promise<void> {
  await discard(deps, image);
  await announce(deps, 'deleted', image.deletedAt, { ...image, renditions: [] });
  await deps.records.remove(image.id);
}
