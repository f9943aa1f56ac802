import type { ImageRecord } from '../domain/image-record.ts';
import type { ImageRecords } from '../domain/ports.ts';
import { deleteFiles, type DeleteFilesDeps } from './delete-files.ts';
import { publishEvent, type PublishEventDeps } from './publish-event.ts';

export interface FinishDeletionDeps extends PublishEventDeps, DeleteFilesDeps {
  readonly records: Pick<ImageRecords, 'remove'>;
  readonly renditions: PublishEventDeps['renditions'] & DeleteFilesDeps['renditions'];
}

/** Record of an image whose deletion has begun. */
export type DeletedRecord = ImageRecord & { readonly deletedAt: string };

export const isDeleted = (record: ImageRecord): record is DeletedRecord =>
  record.deletedAt !== undefined;

/** Completes a deletion that has begun. Idempotent: every worker that finds such an image repeats it. */
export async function finishDeletion(
  deps: FinishDeletionDeps,
  image: DeletedRecord,
): Promise<void> {
  await deleteFiles(deps, image);
  await publishEvent(deps, 'deleted', image.deletedAt, { ...image, renditions: [] });
  await deps.records.remove(image.id);
}
