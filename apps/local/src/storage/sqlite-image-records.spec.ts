import { join } from 'node:path';
import { OutOfSpaceError } from '@thumbing/pipeline';
import { idOf, imageRecordsContract, recordOf } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { sqliteImageRecords, UNFINISHED } from './sqlite-image-records.ts';

imageRecordsContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  return {
    records: sqliteImageRecords(database),
    close: async () => {
      database.close();
      await folder.close();
    },
  };
});

describe('sqliteImageRecords', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.close());

  const open = () => {
    const database = openDatabase(join(folder.path, 'thumbing.db'));
    return { database, records: sqliteImageRecords(database) };
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

  it('lists unfinished records: waiting for an original, or being deleted', async () => {
    const { database, records } = open();
    const time = '2026-01-01T00:00:00.000Z';
    await records.create(recordOf({ id: idOf(1) }));
    await records.create(recordOf({ id: idOf(2), status: 'processing' }));
    await records.create(recordOf({ id: idOf(3), status: 'ready', settledAt: time }));
    await records.create(
      recordOf({ id: idOf(4), status: 'ready', settledAt: time, deletedAt: time }),
    );
    expect(records.unfinished().map(({ id }) => id)).toEqual([idOf(1), idOf(4)]);
    database.close();
  });

  it('scans no settled record for that', () => {
    const { database } = open();
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${UNFINISHED}`).all();
    const steps = plan.map(({ detail }) => String(detail));
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    const searches = steps.filter((step) => step.includes('USING INDEX images_by_status'));
    expect(searches).toHaveLength(2);
    database.close();
  });
});
