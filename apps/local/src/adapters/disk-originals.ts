import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey, type OriginalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';
import { isCode } from './whole-file.ts';

export interface DiskOriginals extends Originals {
  pathOf(key: OriginalKey): string;
  /** Every original that is here, and since when. */
  all(): Promise<readonly (OriginalKey & { readonly since: Date })[]>;
}

export function diskOriginals(directory: string): DiskOriginals {
  const pathOf = (key: OriginalKey): string => join(directory, originalKey.format(key));
  return {
    pathOf,
    read: async (key) => {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isCode(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    all: async () => {
      const paths = await readdir(directory, { recursive: true });
      const keys = paths.map((path) => originalKey.parse(path)).filter((key) => key !== undefined);
      return Promise.all(
        keys.map(async (key) => ({ ...key, since: (await stat(pathOf(key))).mtime })),
      );
    },
  };
}
