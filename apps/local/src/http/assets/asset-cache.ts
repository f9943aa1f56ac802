import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentEtag } from '@thumbing/api/delivery';
import {
  originalKey,
  renditionKey,
  SECURITY_HEADERS,
  type OriginalKey,
  type RenditionKey,
} from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';
import type { RenditionFiles } from '../../storage/disk-renditions.ts';
import { byteCache } from '../../util/byte-cache.ts';
import { undefinedIfMissing } from '../../util/undefined-if-missing.ts';
import { assetHeaders, EXPOSED_HEADERS } from './asset-headers.ts';

/** A rendition in memory, and the headers of its responses: names and values in turn, as Node sends them. */
export interface Asset {
  readonly etag: string;
  readonly headers: readonly string[];
  /** Headers of its content, which a response without it lacks. */
  readonly contentHeaders: readonly string[];
  readonly data: Buffer;
}

/** Small renditions in memory, by their key as text. */
export interface AssetCache {
  readonly get: (path: string) => Asset | undefined;
  /** Reads a rendition into memory. Returns nothing if there is none, or if it is too large. */
  readonly load: (path: string) => Promise<Asset | undefined>;
  /** The strong ETag of a rendition of any size; nothing if there is no such file. */
  readonly etagOf: (key: RenditionKey) => Promise<string | undefined>;
  /** Drops the renditions of an image, also those that are being read. */
  readonly forget: (image: OriginalKey) => void;
}

/** Bytes of memory for renditions: some thousand thumbnails. */
const CAPACITY = 64_000_000;

/** Bytes of memory for the ETags of larger ones, each of which takes the least size of a cache's entry. */
const CAPACITY_OF_ETAGS = 4_000_000;

/** Bytes of the largest rendition that is kept. The cost of a larger one is that of its bytes. */
export const LARGEST = 1_000_000;

export function assetCache({ fileOf }: Pick<RenditionFiles, 'fileOf'>): AssetCache {
  const cache = byteCache<Asset>(CAPACITY);
  const etags = byteCache<string>(CAPACITY_OF_ETAGS);
  const absolute = (key: RenditionKey): string => {
    const { folder, path } = fileOf(key);
    return join(folder, path);
  };
  let removals = 0;
  return {
    get: (path) => cache.get(path),
    load: async (path) => {
      const key = renditionKey.parse(path);
      if (!key) return undefined;
      const before = removals;
      const asset = await read(absolute(key), key);
      // Anything may have been removed while this was read, also this.
      if (asset && removals === before) cache.set(path, asset, asset.data.length);
      return asset;
    },
    etagOf: async (key) => {
      const path = renditionKey.format(key);
      const known = cache.get(path)?.etag ?? etags.get(path);
      if (known !== undefined) return known;
      const before = removals;
      const data = await readFile(absolute(key)).catch(undefinedIfMissing);
      const etag = data && contentEtag(data);
      if (etag !== undefined && removals === before) etags.set(path, etag, etag.length);
      return etag;
    },
    forget: (image) => {
      removals += 1;
      const folder = `${originalKey.format(image)}/`;
      cache.drop(folder);
      etags.drop(folder);
    },
  };
}

/** Renditions that are in no memory any more once they are removed. */
export const renditionsBesideCache = (
  renditions: Renditions,
  { forget }: Pick<AssetCache, 'forget'>,
): Renditions => ({
  ...renditions,
  removeAll: async (image) => {
    try {
      await renditions.removeAll(image);
    } finally {
      // Last: until the files were removed, they could be read again.
      forget(image);
    }
  },
});

async function read(path: string, key: RenditionKey): Promise<Asset | undefined> {
  const file = await open(path).catch(undefinedIfMissing);
  if (!file) return undefined;
  try {
    const stats = await file.stat();
    if (stats.size > LARGEST) return undefined;
    const data = await file.readFile();
    return assetOf(data, assetHeaders(key, stats, contentEtag(data)));
  } finally {
    await file.close();
  }
}

function assetOf(
  data: Buffer,
  { 'content-type': contentType, ...headers }: ReturnType<typeof assetHeaders>,
): Asset {
  return {
    etag: headers.etag,
    headers: Object.entries({
      ...SECURITY_HEADERS.assets,
      'access-control-expose-headers': EXPOSED_HEADERS.join(','),
      ...headers,
    }).flat(),
    contentHeaders: ['content-type', contentType, 'content-length', String(data.length)],
    data,
  };
}
