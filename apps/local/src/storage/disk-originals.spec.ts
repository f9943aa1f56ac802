import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf, originalsContract } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { diskOriginals } from './disk-originals.ts';
import { createFile } from './atomic-file.ts';

async function openOriginals() {
  const folder = await temporaryFolder();
  const [directory, staging] = [join(folder.path, 'originals'), join(folder.path, 'staging')];
  for (const path of [directory, staging]) await mkdir(path);
  const originals = diskOriginals(directory);
  return { folder, staging, directory, originals };
}

originalsContract('disk', async () => {
  const { folder, staging, originals } = await openOriginals();
  return {
    originals,
    put: async (key, data) => {
      await createFile(staging, originals.pathOf(key), (file) => file.writeFile(data));
    },
    close: folder.close,
  };
});

describe('diskOriginals', () => {
  const key = { profile: 'avatar', id: idOf(1) };
  let folder: TemporaryFolder;
  let opened: Awaited<ReturnType<typeof openOriginals>>;
  beforeEach(async () => {
    opened = await openOriginals();
    ({ folder } = opened);
  });
  afterEach(() => folder.close());

  it('lists stored originals with their times, and nothing else', async () => {
    const { originals, staging, directory } = opened;
    await createFile(staging, originals.pathOf(key), (file) => file.writeFile('a picture'));
    await writeFile(join(directory, 'avatar', 'notes.txt'), 'not an original');
    const slices: unknown[] = [];
    for await (const keys of originals.all(10)) slices.push(keys);
    expect(slices).toEqual([[key]]);
    expect((await originals.storedAt(key))?.getTime()).toBeGreaterThan(0);
    expect(await originals.storedAt({ ...key, id: idOf(2) })).toBeUndefined();
  });

  it('throws when the disk fails, instead of reporting a missing original', async () => {
    const { originals, directory } = opened;
    await writeFile(join(directory, 'avatar'), 'a file where a folder should be');
    await expect(originals.read(key)).rejects.toThrow('ENOTDIR');
    await expect(originals.storedAt(key)).rejects.toThrow('ENOTDIR');
  });
});
