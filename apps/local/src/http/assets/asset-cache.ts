import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  originalKey,
  renditionKey,
  SECURITY_HEADERS,
  type OriginalKey,
  type RenditionKey,
} from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';
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
  get(path: string): Asset | undefined;
  /** Reads a rendition into memory. Returns nothing if there is none, or if it is too large. */
  load(path: string): Promise<Asset | undefined>;
  /** Drops the renditions of an image, also those that are being read. */
  forget(image: OriginalKey): void;
}

/** Bytes of memory for renditions: some thousand thumbnails. */
const CAPACITY = 64_000_000;

/** Bytes of the largest rendition that is kept. The cost of a larger one is that of its bytes. */
export const LARGEST = 1_000_000;

export function assetCache(directory: string): AssetCache {
  const cache = byteCache<Asset>(CAPACITY);
  let removals = 0;
  return {
    get: (path) => cache.get(path),
    load: async (path) => {
      const key = renditionKey.parse(path);
      // A file has one path: that of another extension is not kept twice.
      if (!key || renditionKey.format(key) !== path) return undefined;
      const before = removals;
      const asset = await read(join(directory, path), key);
      // Anything may have been removed while this was read, also this.
      if (asset && removals === before) cache.set(path, asset, asset.data.length);
      return asset;
    },
    forget: (image) => {
      removals += 1;
      cache.drop(`${originalKey.format(image)}/`);
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
    return stats.size > LARGEST
      ? undefined
      : assetOf(await file.readFile(), assetHeaders(key, stats));
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
