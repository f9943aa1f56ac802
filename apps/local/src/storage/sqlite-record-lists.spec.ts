import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { sqliteImageRecords, type SqliteImageRecords } from './sqlite-image-records.ts';
import { RECORDS_SQL, SLICE } from './sqlite-record-lists.ts';

describe('sqliteRecordLists', () => {
  let folder: TemporaryFolder;
  let database: DatabaseSync;
  let records: SqliteImageRecords;
  beforeEach(async () => {
    folder = await temporaryFolder();
    database = openDatabase(join(folder.path, 'thumbing.db'));
    records = sqliteImageRecords(database, () => undefined);
  });
  afterEach(async () => {
    database.close();
    await folder.close();
  });

  const time = '2026-01-01T00:00:00.000Z';
  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => from + n);
  const keysOf = (some: readonly number[]) => some.map((n) => ({ profile: 'avatar', id: idOf(n) }));

  it('lists images that wait for an original, and those being deleted, apart', async () => {
    await records.create(recordOf({ id: idOf(1) }));
    await records.create(recordOf({ id: idOf(2), status: 'processing' }));
    await records.create(recordOf({ id: idOf(3), status: 'ready', settledAt: time }));
    await records.create(
      recordOf({ id: idOf(4), status: 'ready', settledAt: time, deletedAt: time }),
    );
    await records.create(recordOf({ id: idOf(5), deletedAt: time }));
    expect([...records.pending()]).toEqual([keysOf([1])]);
    expect([...records.beingDeleted()]).toEqual([keysOf([4, 5])]);
  });

  it.each(['failed', 'rejected'] as const)('lists images that were %s', async (status) => {
    const settled = { status, settledAt: time };
    await records.create(recordOf({ id: idOf(1), ...settled }));
    await records.create(recordOf({ id: idOf(2), ...settled, deletedAt: time }));
    await records.create(recordOf({ id: idOf(3), status: 'ready', settledAt: time }));
    await records.create(recordOf({ id: idOf(4) }));
    expect([...records.settledAs(status)]).toEqual([keysOf([1])]);
  });

  it('lists every image once, in slices, also of grants that expire together', async () => {
    const total = 2 * SLICE + 1;
    database.exec('BEGIN');
    for (const n of numbers(0, total)) await records.create(recordOf({ id: idOf(n) }));
    database.exec('COMMIT');
    const slices = [
      keysOf(numbers(0, SLICE)),
      keysOf(numbers(SLICE, 2 * SLICE)),
      keysOf([2 * SLICE]),
    ];
    expect([...records.pending()]).toEqual(slices);
    expect([...records.unused(new Date('2026-01-01T00:05:00.001Z'))]).toEqual(slices);
  });

  it.each(['pending', 'expired'] as const)(
    'lists %s images by the end of their grant, and no others',
    async (status) => {
      const expiries = ['2026-01-01T00:05:00.000Z', '2026-01-01T00:03:00.000Z', time];
      for (const [n, expiresAt] of expiries.entries()) {
        const { granted } = recordOf();
        await records.create(recordOf({ id: idOf(n), status, granted: { ...granted, expiresAt } }));
      }
      const before = new Date('2026-01-01T00:05:00.000Z');
      const [listed, others] = [records.unused(before), records.expired(before)];
      const isUnused = status === 'pending';
      expect([...(isUnused ? listed : others)]).toEqual([keysOf([2, 1])]);
      expect([...(isUnused ? others : listed)]).toEqual([]);
    },
  );

  it('continues while the listed records are removed', async () => {
    database.exec('BEGIN');
    for (const n of numbers(0, SLICE + 1)) await records.create(recordOf({ id: idOf(n) }));
    database.exec('COMMIT');
    let seen = 0;
    for (const slice of records.pending()) {
      seen += slice.length;
      for (const { id } of slice) await records.remove(id);
    }
    expect(seen).toBe(SLICE + 1);
  });

  it('finds the rejected images among others', async () => {
    const settled = { status: 'rejected', settledAt: time } as const;
    await records.create(recordOf({ id: idOf(1), ...settled }));
    await records.create(recordOf({ id: idOf(2) }));
    await records.create(recordOf({ id: idOf(3), ...settled, deletedAt: time }));
    await records.create(recordOf({ id: idOf(4), ...settled }));
    expect(records.rejectedAmong([1, 2, 3, 5].map(idOf))).toEqual(new Set([idOf(1)]));
  });

  it('adds up the bytes of originals, those of records that can be read', async () => {
    for (const n of [1, 2, 3, 4]) await records.create(recordOf({ id: idOf(n) }));
    database.prepare("UPDATE images SET record = 'torn' WHERE id = ?").run(idOf(2));
    const { bytes } = recordOf().granted;
    expect(records.originalBytes([1, 2, 3, 5].map(idOf))).toBe(2 * bytes);
    expect(records.originalBytes([])).toBe(0);
  });

  it('adds up the bytes of renditions in slices, those of records that can be read', async () => {
    const rendition = { variant: 'large', format: 'webp', width: 8, height: 8 } as const;
    const renditions = [1_000, 200].map((bytes) => ({ ...rendition, bytes }));
    database.exec('BEGIN');
    for (const n of numbers(0, SLICE + 2)) {
      await records.create(recordOf({ id: idOf(n), status: 'ready', settledAt: time, renditions }));
    }
    await records.create(recordOf({ id: idOf(SLICE + 2) }));
    database.exec('COMMIT');
    database.prepare("UPDATE images SET record = 'torn' WHERE id = ?").run(idOf(0));
    expect([...records.renditionBytes()]).toEqual([(SLICE - 1) * 1_200, 2 * 1_200]);
  });

  it.each(Object.entries(RECORDS_SQL))('finds rows by an index: %s', (_, sql) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const steps = plan.map(({ detail }) => String(detail));
    const onImages = steps.filter((step) => step.includes(' images'));
    expect(onImages).toHaveLength(1);
    expect(onImages[0]).toMatch(/^SEARCH images USING ((COVERING )?INDEX images_|PRIMARY KEY)/);
    expect(steps).not.toContain('USE TEMP B-TREE FOR ORDER BY');
  });
});
