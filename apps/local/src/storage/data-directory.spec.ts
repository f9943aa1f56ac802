import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDataDirectory } from './data-directory.ts';

describe('openDataDirectory', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.close());

  const open = () => openDataDirectory(folder.path, { webhooks: [] });

  it('removes files that a process was writing when it died', async () => {
    const first = await open();
    await writeFile(join(first.stagingFolder, 'half'), 'ha');
    first.database.close();
    const second = await open();
    expect(await folder.files('staging')).toEqual([]);
    second.database.close();
  });

  describe('refuses a database that knows none of the files beside it', () => {
    const database = () => join(folder.path, 'thumbing.db');
    const addFiles = async () => {
      for (const path of ['originals/avatar', 'renditions/avatar/1']) {
        await mkdir(join(folder.path, path), { recursive: true });
      }
      await writeFile(join(folder.path, 'originals', 'avatar', '1'), 'picture');
      await writeFile(join(folder.path, 'originals', 'avatar', '2'), 'picture');
      await writeFile(join(folder.path, 'renditions', 'avatar', '1', 'large.webp'), 'picture');
    };
    const refusal = () =>
      `${database()} is missing or empty, but files are left beside it (originals: 2, renditions: 1): ` +
      'restore the database from a backup, or move the whole folder away to begin with an empty one';

    it.each<[string, () => Promise<void>]>([
      ['missing', () => rm(database())],
      ['empty', () => writeFile(database(), '')],
    ])('because it is %s, at each start, and changes nothing', async (_, lose) => {
      (await open()).database.close();
      await addFiles();
      await lose();
      await writeFile(`${database()}-wal`, 'a journal');
      const files = await folder.files();
      await expect(open()).rejects.toThrow(refusal());
      await expect(open()).rejects.toThrow(refusal());
      expect(await folder.files()).toEqual(files);
      expect((await stat(`${database()}-wal`)).size).toBe(9);
    });

    it('because it lost its journal, which had the tables', async () => {
      const first = await open();
      await addFiles();
      const alone = await readFile(database());
      first.database.close();
      await writeFile(database(), alone);
      await expect(open()).rejects.toThrow(refusal());
    });
  });
});
