import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey, type OriginalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';
import { hasCode } from '../util/has-code.ts';

export interface DiskOriginals extends Originals {
  pathOf(key: OriginalKey): string;
  /** Time at which the original was stored, or `undefined` if there is none. */
  storedAt(key: OriginalKey): Promise<Date | undefined>;
  /** Keys of all stored originals. */
  all(): Promise<readonly OriginalKey[]>;
}

export function diskOriginals(directory: string): DiskOriginals {
  const pathOf = (key: OriginalKey): string => join(directory, originalKey.format(key));
  return {
    pathOf,
    read: (key) => readFile(pathOf(key)).catch(undefinedIfMissing),
    remove: (key) => rm(pathOf(key), { force: true }),
    storedAt: async (key) => {
      const stats = await stat(pathOf(key)).catch(undefinedIfMissing);
      return stats?.mtime;
    },
    all: async () => {
      const paths = await readdir(directory, { recursive: true });
      return paths.map((path) => originalKey.parse(path)).filter((key) => key !== undefined);
    },
  };
}

function undefinedIfMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}
