import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copiesContract } from '@thumbing/pipeline/testing';
import { temporaryCache } from '../testing/temporary-cache.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { diskCopies, originalsWithCopies } from './disk-copies.ts';
import { diskOriginals } from './disk-originals.ts';

copiesContract('disk', async () => {
  const folder = await temporaryFolder();
  const directory = join(folder.path, 'originals');
  await mkdir(directory);
  const cache = await temporaryCache(folder.path);
  const originals = diskOriginals(directory);
  return {
    copies: diskCopies(cache),
    originals: originalsWithCopies(originals, cache),
    put: async (key, data) => {
      await mkdir(dirname(originals.pathOf(key)), { recursive: true });
      await writeFile(originals.pathOf(key), data);
    },
    close: () => folder.close(),
  };
});
