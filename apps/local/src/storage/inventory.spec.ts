import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey } from '@thumbing/config';
import { idOf, inventoryContract, recordOf } from '@thumbing/pipeline/testing';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { fileInventory, recordInventory } from './inventory.ts';
import { sqliteImageRecords } from './sqlite-image-records.ts';

async function openRecords() {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  return {
    database,
    records: sqliteImageRecords(database, () => undefined),
    close: async () => {
      database.close();
      await folder.close();
    },
  };
}

inventoryContract('SQLite', async () => {
  const { database, records, close } = await openRecords();
  return {
    inventory: recordInventory(database, 3),
    put: (key) => records.create(recordOf(key)),
    remove: ({ id }) => records.remove(id),
    close,
  };
});

inventoryContract('files of originals', async () => {
  const folder = await temporaryFolder();
  const pathOf = join.bind(undefined, folder.path);
  return {
    inventory: fileInventory(folder.path, 3),
    put: async (key) => {
      await mkdir(pathOf(key.profile), { recursive: true });
      await writeFile(pathOf(originalKey.format(key)), 'a picture');
    },
    remove: (key) => rm(pathOf(originalKey.format(key))),
    close: folder.close,
  };
});

inventoryContract('folders of renditions', async () => {
  const folder = await temporaryFolder();
  const pathOf = join.bind(undefined, folder.path);
  return {
    inventory: fileInventory(folder.path, 3),
    put: async (key) => {
      await mkdir(pathOf(originalKey.format(key)), { recursive: true });
      for (const name of ['a.webp', 'a.jpg']) {
        await writeFile(pathOf(originalKey.format(key), name), 'a picture');
      }
    },
    remove: (key) => rm(pathOf(originalKey.format(key)), { recursive: true }),
    close: folder.close,
  };
});

it('lists a record that cannot be read by its id', async () => {
  const { database, records, close } = await openRecords();
  for (const n of [1, 2]) await records.create(recordOf({ id: idOf(n) }));
  database.exec(`UPDATE images SET record = '{' WHERE id = '${idOf(1)}'`);
  const listed: unknown[] = [];
  for await (const { items } of recordInventory(database).pages()) listed.push(...items);
  expect(listed).toEqual([{ id: idOf(1) }, { id: idOf(2), record: recordOf({ id: idOf(2) }) }]);
  await close();
});
