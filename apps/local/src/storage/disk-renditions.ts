import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey, renditionKey } from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';
import { replaceFile } from './atomic-file.ts';

export interface DiskRenditionsOptions {
  readonly directory: string;
  readonly staging: string;
  /** What `delivery.ts` serves the directory under, as the world sees it; no slash at the end. */
  readonly baseUrl: string;
}

export const diskRenditions = ({
  directory,
  staging,
  baseUrl,
}: DiskRenditionsOptions): Renditions => ({
  write: (key, data) => replaceFile(staging, join(directory, renditionKey.format(key)), data),
  removeAll: (image) =>
    // Again, when someone writes one between the last file and its folder.
    rm(join(directory, originalKey.format(image)), { recursive: true, force: true, maxRetries: 3 }),
  urlOf: (key) => `${baseUrl}/${renditionKey.format(key)}`,
});
