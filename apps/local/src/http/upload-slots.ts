import { ownerSlots } from '@thumbing/pipeline';
import { UploadError } from './upload-checks.ts';

/** Runs an upload if its owner may have another one in progress, and throws an `UploadError` otherwise. */
export type WithSlot = <T>(owner: string, work: () => Promise<T>) => Promise<T>;

/** Seconds after which a client may try again. */
const RETRY_AFTER = 5;

/** Limits the uploads in progress of each owner: each holds a connection and a file. */
export function uploadSlots(most: number): WithSlot {
  const takeSlot = ownerSlots({ perOwner: most });
  return async (owner, work) => {
    const release = takeSlot(owner);
    if (!release) {
      throw new UploadError(
        429,
        'too-many-uploads',
        `${most} uploads of this owner are in progress; try again when one has ended`,
        { 'retry-after': String(RETRY_AFTER) },
      );
    }
    try {
      return await work();
    } finally {
      release();
    }
  };
}
