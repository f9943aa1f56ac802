import type { OriginalKey } from '@thumbing/config';

/** Smaller images of originals, which renditions on request are made from. Removed with their original. */
export interface Copies {
  /** A copy by its name, or `undefined` if there is none: it is made again from the original. */
  read(image: OriginalKey, name: string): Promise<Uint8Array | undefined>;
  /** Keeps a copy. The same original and name give the same bytes. */
  write(image: OriginalKey, name: string, data: Uint8Array): Promise<void>;
}
