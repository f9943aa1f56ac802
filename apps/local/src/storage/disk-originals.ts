import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey, type OriginalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';
import { isCode } from './atomic-file.ts';

export interface DiskOriginals extends Originals {
  pathOf(key: OriginalKey): string;
  /** Since when an original is here, or `undefined` when there is none. */
  since(key: OriginalKey): Promise<Date | undefined>;
  /** Every original that is here. */
  all(): Promise<readonly OriginalKey[]>;
}

export function diskOriginals(directory: string): DiskOriginals {
  const pathOf = (key: OriginalKey): string => join(directory, originalKey.format(key));
  return {
    pathOf,
    read: (key) => readFile(pathOf(key)).catch(undefinedIfNone),
    remove: (key) => rm(pathOf(key), { force: true }),
    since: async (key) => {
      const found = await stat(pathOf(key)).catch(undefinedIfNone);
      return found?.mtime;
    },
    all: async () => {
      const paths = await readdir(directory, { recursive: true });
      return paths.map((path) => originalKey.parse(path)).filter((key) => key !== undefined);
    },
  };
}

function undefinedIfNone(error: unknown): undefined {
  if (!isCode(error, 'ENOENT')) throw error;
}
