import type { OriginalKey } from '@thumbing/config';
import type { Originals, Renditions } from '../domain/ports.ts';

/** Ports of `deleteFiles`. */
export interface DeleteFilesDeps {
  /** Removes the original. */
  readonly originals: Pick<Originals, 'remove'>;
  /** Removes every rendition. */
  readonly renditions: Pick<Renditions, 'removeAll'>;
}

/**
 * Deletes every file of an image without a record. A worker calls it last if it may have written a file
 * after the deletion, or if an original arrived too late: no record would lead to that file.
 */
export async function deleteFiles(
  { originals, renditions }: DeleteFilesDeps,
  key: OriginalKey,
): Promise<void> {
  await renditions.removeAll(key);
  await originals.remove(key);
}
