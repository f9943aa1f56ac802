import { join } from 'node:path';
import { OutOfSpaceError } from '@thumbing/pipeline';
import { manualClock, quotasContract } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { QUOTA_SQL, sqliteQuotas } from './sqlite-quotas.ts';

quotasContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  return {
    quotas: sqliteQuotas({ database, clock: manualClock() }),
    close: async () => {
      database.close();
      await folder.close();
    },
  };
});

describe('sqliteQuotas', () => {
  const MINUTE = 60_000;
  const limit = 5;
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.close());

  const open = (clock = manualClock()) => {
    const database = openDatabase(join(folder.path, 'thumbing.db'));
    const quotas = sqliteQuotas({ database, clock });
    const take = (owner = 'ada', amount = 1) => {
      const endsAt = new Date((Math.floor(clock.now().getTime() / MINUTE) + 1) * MINUTE);
      return quotas.take(owner, [{ quota: 'grants', endsAt, amount, limit }]);
    };
    const count = (): number =>
      Number(database.prepare('SELECT count(*) AS count FROM quota_sums').get()?.['count']);
    return { database, clock, take, count };
  };

  it('keeps sums across a restart', async () => {
    const first = open();
    await first.take();
    first.database.close();
    const second = open();
    expect(await second.take()).toEqual({ taken: true, used: [2] });
    second.database.close();
  });

  it('removes the sums of ended windows, however many owners had one', async () => {
    const { database, clock, take, count } = open();
    for (let n = 0; n < 30; n += 1) await take(`owner ${n}`);
    expect(count()).toBe(30);
    await clock.sleep(MINUTE);
    for (let n = 0; n < 4; n += 1) await take();
    expect(count()).toBe(1);
    database.close();
  });

  it('writes nothing for a request that it refuses', async () => {
    const { database, take } = open();
    await take('ada', limit);
    database.exec('PRAGMA query_only = ON');
    expect(await take()).toEqual({ taken: false, used: [limit] });
    await expect(take('eve')).rejects.toThrow('readonly database');
    database.close();
  });

  it('throws an OutOfSpaceError when there is no room for another sum', async () => {
    const { database, take } = open();
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const fill = async () => {
      for (let n = 1; n < 1_000; n += 1) await take(`owner ${n}`);
    };
    await expect(fill()).rejects.toThrow(OutOfSpaceError);
    database.close();
  });

  it.each(Object.entries(QUOTA_SQL))('finds the rows of the statement %s by an index', (_, sql) => {
    const { database } = open();
    const values = [...sql.matchAll(/\?/g)].map(() => 1);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    expect(plan.filter(({ detail }) => String(detail).startsWith('SCAN'))).toEqual([]);
    database.close();
  });
});
