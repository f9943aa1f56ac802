import { opendir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey, type OriginalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';
import { undefinedIfMissing } from '../util/undefined-if-missing.ts';

export interface DiskOriginals extends Originals {
  pathOf(key: OriginalKey): string;
  /** Time at which the original was stored, or `undefined` if there is none. */
  storedAt(key: OriginalKey): Promise<Date | undefined>;
  /** Keys of all stored originals, in slices of at most `slice`, read from the disk one by one. */
  all(slice: number): AsyncIterable<readonly OriginalKey[]>;
}

export function diskOriginals(directory: string): DiskOriginals {
  const pathOf = (key: OriginalKey): string => join(directory, originalKey.format(key));
  const storedAt = async (key: OriginalKey): Promise<Date | undefined> => {
    const stats = await stat(pathOf(key)).catch(undefinedIfMissing);
    return stats?.mtime;
  };
  return {
    pathOf,
    read: (key) => readFile(pathOf(key)).catch(undefinedIfMissing),
    exists: async (key) => (await storedAt(key)) !== undefined,
    remove: (key) => rm(pathOf(key), { force: true }),
    storedAt,
    all: (slice) => keysIn(directory, slice),
  };
}

/** Keys of the images that have a file or a folder `{profile}/{id}` in this directory. */
export async function* keysIn(
  directory: string,
  slice: number,
): AsyncGenerator<readonly OriginalKey[]> {
  for await (const profile of await opendir(directory)) {
    if (!profile.isDirectory()) continue;
    let keys: OriginalKey[] = [];
    for await (const { name } of await opendir(join(directory, profile.name), {
      bufferSize: slice,
    })) {
      const key = originalKey.parse(`${profile.name}/${name}`);
      if (key) keys.push(key);
      if (keys.length < slice) continue;
      yield keys;
      keys = [];
    }
    if (keys.length > 0) yield keys;
  }
}
