import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renditionKey } from '@thumbing/config';
import { idOf } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../../testing/temporary-folder.ts';
import { assetCache, LARGEST, renditionsBesideCache, type AssetCache } from './asset-cache.ts';

describe('the cache of assets', () => {
  const image = { profile: 'avatar', id: idOf(1) };
  const path = renditionKey.format({ ...image, variant: 'large', format: 'jpeg' });
  let folder: TemporaryFolder;
  let cache: AssetCache;
  beforeEach(async () => {
    folder = await temporaryFolder();
    cache = assetCache({
      fileOf: (key) => ({ folder: folder.path, path: renditionKey.format(key) }),
    });
    await mkdir(join(folder.path, dirname(path)), { recursive: true });
    await writeFile(join(folder.path, path), 'rendition');
  });
  afterEach(() => folder.close());

  it('keeps a file that was read, and asks the disk no more', async () => {
    expect(cache.get(path)).toBeUndefined();
    const loaded = await cache.load(path);
    await rm(join(folder.path, path));
    expect(loaded?.data.toString()).toBe('rendition');
    expect(cache.get(path)).toBe(loaded);
  });

  it('has nothing for a missing file, a large one, and another name of a file', async () => {
    await writeFile(join(folder.path, path.replace('large', 'huge')), Buffer.alloc(LARGEST + 1));
    for (const other of ['huge.jpeg', 'small.jpeg', 'large.jpg', 'large', '../large.jpeg']) {
      expect(await cache.load(path.replace('large.jpeg', other))).toBeUndefined();
    }
  });

  it('drops what it has of an image that is removed, also if the removal fails', async () => {
    const removed: string[] = [];
    const renditions = renditionsBesideCache(
      {
        write: async () => undefined,
        stored: async () => [],
        urlOf: () => '',
        removeAll: async ({ id }) => {
          // Another request reads it, as long as it is there.
          await cache.load(path);
          removed.push(id);
          if (removed.length > 1) throw new Error('the disk is gone');
        },
      },
      cache,
    );
    await renditions.removeAll(image);
    expect(cache.get(path)).toBeUndefined();
    await expect(renditions.removeAll(image)).rejects.toThrow('the disk is gone');
    expect(cache.get(path)).toBeUndefined();
    expect(removed).toEqual([image.id, image.id]);
  });

  it('does not keep a file that was being read when its image was removed', async () => {
    const loading = cache.load(path);
    cache.forget(image);
    expect((await loading)?.data.toString()).toBe('rendition');
    expect(cache.get(path)).toBeUndefined();
  });
});
