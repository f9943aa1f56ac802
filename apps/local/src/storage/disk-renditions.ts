import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey, renditionKey } from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';
import { undefinedIfMissing } from '../util/undefined-if-missing.ts';
import { replaceFile } from './atomic-file.ts';

export interface DiskRenditionsOptions {
  readonly directory: string;
  readonly staging: string;
  /** Public URL of the directory, which `http/assets` serves. No trailing slash. */
  readonly baseUrl: string;
}

export const diskRenditions = ({
  directory,
  staging,
  baseUrl,
}: DiskRenditionsOptions): Renditions => ({
  ...storedRenditions(directory),
  write: (key, data) => replaceFile(staging, join(directory, renditionKey.format(key)), data),
  removeAll: (image) =>
    // Retries if another process writes a file before the folder is removed.
    rm(join(directory, originalKey.format(image)), { recursive: true, force: true, maxRetries: 3 }),
  urlOf: (key) => `${baseUrl}/${renditionKey.format(key)}`,
});

/** Tells the renditions in a directory. */
export const storedRenditions = (directory: string): Pick<Renditions, 'stored'> => ({
  stored: async (image) => {
    const folder = originalKey.format(image);
    const names = await readdir(join(directory, folder)).catch(undefinedIfMissing);
    return (names ?? []).flatMap((name) => renditionKey.parse(`${folder}/${name}`) ?? []);
  },
});
