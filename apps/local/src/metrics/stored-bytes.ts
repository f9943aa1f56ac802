import { setImmediate } from 'node:timers/promises';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import { SLICE, type RecordLists } from '../storage/sqlite-record-lists.ts';

export interface StoredBytes {
  readonly originals: number;
  readonly renditions: number;
}

export interface StoredBytesDeps {
  readonly originals: Pick<DiskOriginals, 'all'>;
  readonly records: Pick<RecordLists, 'originalBytes' | 'renditionBytes'>;
}

/**
 * Adds up the bytes of originals that are stored, and of renditions of ready images, as their records state them. Reads
 * in slices, between which requests are answered.
 */
export async function storedBytes({ originals, records }: StoredBytesDeps): Promise<StoredBytes> {
  const bytes = { originals: 0, renditions: 0 };
  for await (const keys of originals.all(SLICE)) {
    bytes.originals += records.originalBytes(keys.map(({ id }) => id));
    await setImmediate();
  }
  for (const slice of records.renditionBytes()) {
    bytes.renditions += slice;
    await setImmediate();
  }
  return bytes;
}
