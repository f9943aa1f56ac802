import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  originalKey,
  pathOf,
  renditionKey,
  type RecipeAddress,
  type RenditionKey,
} from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';
import { undefinedIfMissing } from '../util/undefined-if-missing.ts';
import { replaceFile } from './atomic-file.ts';
import { CACHE_FOLDERS, type DiskCache } from './disk-cache.ts';

export interface DiskRenditionsOptions {
  readonly directory: string;
  readonly staging: string;
  /** Keeps renditions whose recipe was in their address, for a while. */
  readonly cache: DiskCache;
  /** Public URL of the directory, which `http/assets` serves. No trailing slash. */
  readonly baseUrl: string;
}

export const diskRenditions = ({
  directory,
  staging,
  cache,
  baseUrl,
}: DiskRenditionsOptions): Renditions => ({
  stored: async (image) => [
    ...(await storedRenditions(directory).stored(image)),
    ...(await storedRenditions(cache.path(CACHE_FOLDERS.renditions)).stored(image)),
  ],
  write: (key, data) =>
    'recipe' in key
      ? cache.write(cachedPath(key), data)
      : replaceFile(staging, join(directory, renditionKey.format(key)), data),
  removeAll: async (image) => {
    const folder = originalKey.format(image);
    // Retries if another process writes a file before the folder is removed.
    await rm(join(directory, folder), { recursive: true, force: true, maxRetries: 3 });
    await cache.removeFolder(join(CACHE_FOLDERS.renditions, folder));
  },
  urlOf: (address) => `${baseUrl}/${pathOf(address)}`,
});

/** Recipes that are file names on every system: short, without a colon, and never the same but for capitals. */
const SAFE = /^(?!.*caption\.text)[\w.,=-]{1,200}$/;

/** The path of a rendition in the cache: by the hash of a recipe that is no file name, which no recipe looks like. */
function cachedPath(key: RenditionKey & RecipeAddress): string {
  const recipe = SAFE.test(key.recipe)
    ? key.recipe
    : `hash=${createHash('sha256').update(key.recipe).digest('hex')}`;
  return join(CACHE_FOLDERS.renditions, renditionKey.format({ ...key, recipe }));
}

/** Files of renditions. */
export interface RenditionFiles {
  /** Path of the folder that a rendition is in, and of its file in that. */
  readonly fileOf: (key: RenditionKey) => { readonly folder: string; readonly path: string };
  /** Notes that a rendition was read: what is kept for a while stays as long as it is used. */
  readonly used: (key: RenditionKey) => Promise<void>;
}

export const renditionFiles = ({
  directory,
  cache,
}: Pick<DiskRenditionsOptions, 'directory' | 'cache'>): RenditionFiles => ({
  fileOf: (key) =>
    'recipe' in key
      ? { folder: cache.path(''), path: cachedPath(key) }
      : { folder: directory, path: renditionKey.format(key) },
  used: async (key) => {
    if ('recipe' in key) await cache.used(cachedPath(key));
  },
});

/** Tells the renditions in a directory. */
export const storedRenditions = (directory: string): Pick<Renditions, 'stored'> => ({
  stored: async (image) => {
    const folder = originalKey.format(image);
    const names = await readdir(join(directory, folder)).catch(undefinedIfMissing);
    return (names ?? []).flatMap((name) => renditionKey.parse(`${folder}/${name}`) ?? []);
  },
});
