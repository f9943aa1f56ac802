import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@thumbing/adapters';
import { diskCache, type DiskCache } from '../storage/disk-cache.ts';

/** A cache with room for all that a test writes, in `cache` below a folder, which gets `staging`, too. */
export async function temporaryCache(folder: string): Promise<DiskCache> {
  const [directory, staging] = [join(folder, 'cache'), join(folder, 'staging')];
  for (const path of [directory, staging]) await mkdir(path);
  return diskCache({
    directory,
    staging,
    maxBytes: 10_000_000,
    keepSeconds: 3_600,
    clock: systemClock,
    onError: (error) => {
      throw error;
    },
  });
}
