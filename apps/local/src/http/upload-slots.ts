import { UploadError } from './upload-checks.ts';

/** Runs an upload if its owner may have another one in progress, and throws an `UploadError` otherwise. */
export type WithSlot = <T>(owner: string, work: () => Promise<T>) => Promise<T>;

/** Seconds after which a client may try again. */
const RETRY_AFTER = 5;

/** Limits the uploads in progress of each owner: each holds a connection and a file. */
export function uploadSlots(most: number): WithSlot {
  const inUse = new Map<string, number>();
  return async (owner, work) => {
    const count = inUse.get(owner) ?? 0;
    if (count >= most) {
      throw new UploadError(
        429,
        'too-many-uploads',
        `${most} uploads of this owner are in progress; try again when one has ended`,
        { 'retry-after': String(RETRY_AFTER) },
      );
    }
    inUse.set(owner, count + 1);
    try {
      return await work();
    } finally {
      const left = (inUse.get(owner) ?? 1) - 1;
      if (left === 0) inUse.delete(owner);
      else inUse.set(owner, left);
    }
  };
}
