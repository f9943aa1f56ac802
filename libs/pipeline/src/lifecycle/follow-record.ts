import type { OriginalKey } from '@thumbing/config';
import { isSettled, type ImageRecord } from '../domain/image-record.ts';
import { deleteFiles } from './delete-files.ts';
import { finishDeletion, isDeleted, type FinishDeletionDeps } from './finish-deletion.ts';
import { onSettled, type OnSettledDeps } from './on-settled.ts';

/** Ports of `followRecord`, whichever way it goes. */
export interface FollowRecordDeps extends OnSettledDeps, FinishDeletionDeps {
  /** Removes an original that is unusable, or whose image is deleted. */
  readonly originals: OnSettledDeps['originals'];
  /** Removes renditions of an image that is not ready, and gives URLs. */
  readonly renditions: OnSettledDeps['renditions'];
}

/** Brings files and events in line with the record of an image, or with its absence. Idempotent. */
export async function followRecord(
  deps: FollowRecordDeps,
  key: OriginalKey,
  image: ImageRecord | undefined,
): Promise<void> {
  if (!image) return deleteFiles(deps, key);
  if (isDeleted(image)) return finishDeletion(deps, image);
  if (isSettled(image)) return onSettled(deps, image);
}
