import { join } from 'node:path';
import { OutOfSpaceError } from '@thumbing/pipeline';
import { idOf, imageRecordsContract, recordOf } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { sqliteImageRecords } from './sqlite-image-records.ts';

imageRecordsContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  return {
    records: sqliteImageRecords(database, () => undefined),
    close: async () => {
      database.close();
      await folder.close();
    },
  };
});

describe('sqliteImageRecords', () => {
  let folder: TemporaryFolder;
  let logged: string[];
  beforeEach(async () => {
    [folder, logged] = [await temporaryFolder(), []];
  });
  afterEach(() => folder.close());

  const open = () => {
    const database = openDatabase(join(folder.path, 'thumbing.db'));
    const log = (message: string, cause: unknown) =>
      void logged.push(`${message}: ${String(cause)}`);
    return { database, records: sqliteImageRecords(database, log) };
  };

  it('keeps records across a restart', async () => {
    const first = open();
    await first.records.create(recordOf());
    await first.records.replace(recordOf({ status: 'processing' }));
    first.database.close();
    const second = open();
    expect(await second.records.get(idOf(1))).toEqual(
      recordOf({ status: 'processing', version: 2 }),
    );
    second.database.close();
  });

  it('throws an OutOfSpaceError when there is no room for another record', async () => {
    const { database, records } = open();
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const fill = async () => {
      for (let n = 1; n < 1_000; n += 1) await records.create(recordOf({ id: idOf(n) }));
    };
    await expect(fill()).rejects.toThrow(OutOfSpaceError);
    database.close();
  });

  it('treats the owner as data, whatever its characters', async () => {
    const { database, records } = open();
    const owner = "'; DROP TABLE images; --";
    await records.create(recordOf({ owner }));
    expect(await records.list({ owner, limit: 10 })).toHaveLength(1);
    expect(await records.list({ owner: '%', limit: 10 })).toEqual([]);
    database.close();
  });

  it.each([
    ['no JSON', '{"id":'],
    ['no record', '{}'],
    ['a record of an unknown kind', JSON.stringify({ ...recordOf(), status: 'strange' })],
  ])('goes on beside a row that is %s, and names its image once', async (_, content) => {
    const { database, records } = open();
    for (const n of [1, 2, 3, 4]) await records.create(recordOf({ id: idOf(n) }));
    const spoil = database.prepare('UPDATE images SET record = ? WHERE id = ?');
    for (const n of [2, 3]) spoil.run(content, idOf(n));

    const listed = async (limit: number) => {
      const found = await records.list({ owner: 'ada', limit });
      return found.map(({ id }) => id);
    };
    expect(await listed(1)).toEqual([idOf(4)]);
    expect(await listed(2)).toEqual([idOf(4), idOf(1)]);
    expect(await listed(10)).toEqual([idOf(4), idOf(1)]);
    expect(await records.get(idOf(4))).toEqual(recordOf({ id: idOf(4) }));
    await expect(records.get(idOf(2))).rejects.toThrow(
      `the record of image ${idOf(2)} cannot be read: restore the database from a backup, or remove its row`,
    );
    expect(logged.map((line) => line.split(': ')[0])).toEqual(
      [3, 2].map((n) => `image ${idOf(n)} is left out of lists, and of the cleanup`),
    );
    database.close();
  });

  it('takes no row for the newest whose id is none', async () => {
    const { database, records } = open();
    expect(records.newestId()).toBeUndefined();
    for (const n of [1, 2]) await records.create(recordOf({ id: idOf(n) }));
    database.prepare("UPDATE images SET id = 'zebra' WHERE id = ?").run(idOf(1));
    expect(records.newestId()).toBe(idOf(2));
    expect(records.newestId()).toBe(idOf(2));
    database.close();
  });
});
