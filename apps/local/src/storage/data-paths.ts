import { join } from 'node:path';

/** Paths of the parts of a data directory. */
export const dataPaths = (folder: string) => ({
  database: join(folder, 'thumbing.db'),
  originals: join(folder, 'originals'),
  renditions: join(folder, 'renditions'),
  /** Files that can be made again: copies of originals, and renditions whose recipe was in their address. */
  cache: join(folder, 'cache'),
  /** Files that are being written. */
  staging: join(folder, 'staging'),
  keys: join(folder, 'keys'),
  /** Disk space for deletions. */
  reserve: join(folder, 'reserve'),
});

export type DataPaths = ReturnType<typeof dataPaths>;
