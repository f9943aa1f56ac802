import { originalKey, type OriginalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';
import type { Copies } from '@thumbing/pipeline/delivery';
import { CACHE_FOLDERS, type DiskCache } from './disk-cache.ts';

const folderOf = (image: OriginalKey): string =>
  `${CACHE_FOLDERS.copies}/${originalKey.format(image)}`;

/** Copies of originals, in the cache. */
export const diskCopies = (cache: DiskCache): Copies => ({
  read: (image, name) => cache.read(`${folderOf(image)}/${name}`),
  write: (image, name, data) => cache.write(`${folderOf(image)}/${name}`, data),
});

/** Originals whose copies are removed with them: last, since a copy that is being made is kept while its original exists. */
export const originalsWithCopies = <Store extends Originals>(
  originals: Store,
  cache: Pick<DiskCache, 'removeFolder'>,
): Store => ({
  ...originals,
  remove: async (image) => {
    await originals.remove(image);
    await cache.removeFolder(folderOf(image));
  },
});
