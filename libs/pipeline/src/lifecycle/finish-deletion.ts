import type { ImageRecord } from '../domain/image-record.ts';
import type { ImageRecords } from '../domain/ports.ts';
import { deleteFiles, type DeleteFilesDeps } from './delete-files.ts';
import { publishEvent, type PublishEventDeps } from './publish-event.ts';

/** Ports of `finishDeletion`. */
export interface FinishDeletionDeps extends PublishEventDeps, DeleteFilesDeps {
  /** Removes the record last, since it leads to the files. */
  readonly records: Pick<ImageRecords, 'remove'>;
  /** Removes every rendition. */
  readonly renditions: PublishEventDeps['renditions'] & DeleteFilesDeps['renditions'];
}

/** Record of an image whose deletion has begun. */
export type DeletedRecord = ImageRecord & {
  /** Time at which the deletion began. */
  readonly deletedAt: string;
};

/** Tells if the deletion of an image has begun. */
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
