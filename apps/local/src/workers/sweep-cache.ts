import { join } from 'node:path';
import { originalKey, type OriginalKey } from '@thumbing/config';
import { CACHE_FOLDERS, type DiskCache } from '../storage/disk-cache.ts';
import { keysIn } from '../storage/disk-originals.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { SLICE } from '../storage/sqlite-record-lists.ts';

export interface SweepCacheDeps {
  readonly cache: Pick<DiskCache, 'path' | 'removeFolder' | 'sweep'>;
  readonly records: Pick<SqliteImageRecords, 'get'>;
}

/**
 * Removes what a process left of deleted images when it died, and then what is old or too much. A file that is being written while its
 * record is removed is not there yet: whoever writes it removes it.
 */
export async function sweepCache({ cache, records }: SweepCacheDeps): Promise<void> {
  for (const folder of Object.values(CACHE_FOLDERS)) {
    for await (const keys of keysIn(cache.path(folder), SLICE)) {
      for (const key of keys) {
        if (await isGone(records, key))
          await cache.removeFolder(join(folder, originalKey.format(key)));
      }
    }
  }
  await cache.sweep();
}

/** A record that cannot be read is one. */
async function isGone(records: SweepCacheDeps['records'], { id }: OriginalKey): Promise<boolean> {
  try {
    return (await records.get(id)) === undefined;
  } catch {
    return false;
  }
}
