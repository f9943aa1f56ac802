import type { OriginalKey } from '@thumbing/config';
import { conclude, type ConcludeDeps } from './on-settled.ts';
import { discard } from './delete-files.ts';
import { finishDeletion, isDeleted, type FinishDeletionDeps } from './finish-deletion.ts';
import { isSettled, type ImageRecord } from '../domain/image-record.ts';

export type FollowUpDeps = ConcludeDeps & FinishDeletionDeps;

/** What follows from the record of an image as it is now, or from there being none. Safe to repeat. */
export async function followUp(
  deps: FollowUpDeps,
  key: OriginalKey,
  image: ImageRecord | undefined,
): Promise<void> {
  if (!image) return discard(deps, key);
  if (isDeleted(image)) return finishDeletion(deps, image);
  if (isSettled(image)) return conclude(deps, image);
}
