import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemClock } from '@thumbing/adapters';
import { copiesContract } from '@thumbing/pipeline/testing';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { diskCache } from './disk-cache.ts';
import { diskCopies, originalsWithCopies } from './disk-copies.ts';
import { diskOriginals } from './disk-originals.ts';

copiesContract('disk', async () => {
  const folder = await temporaryFolder();
  const cached = join(folder.path, 'cache');
  const staging = join(folder.path, 'staging');
  const directory = join(folder.path, 'originals');
  for (const path of [cached, staging, directory]) await mkdir(path);
  const cache = diskCache({
    directory: cached,
    staging,
    maxBytes: 10_000_000,
    keepSeconds: 3_600,
    clock: systemClock,
    onError: (error) => {
      throw error;
    },
  });
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
