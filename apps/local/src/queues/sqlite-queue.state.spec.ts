import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { idOf, manualClock, type ManualClock } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { openDatabase } from '../storage/database.ts';
import { steadyClock } from '../storage/steady-clock.ts';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { sqliteQueue, type SqliteQueue } from './sqlite-queue.ts';

describe('the state of a queue', () => {
  let folder: TemporaryFolder;
  let database: DatabaseSync;
  let clock: ManualClock;
  let queue: SqliteQueue<{ readonly id: string }>;
  let waits: number[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    database = openDatabase(join(folder.path, 'thumbing.db'));
    clock = manualClock();
    waits = [];
    queue = sqliteQueue({
      database,
      clock: steadyClock({ database, clock }),
      log: () => undefined,
      name: 'inbox',
      message: z.object({ id: z.string() }),
      visibilitySeconds: 3_600,
      longestDelaySeconds: 900,
      maxAttempts: 2,
      onTaken: (seconds) => void waits.push(seconds),
    });
  });
  afterEach(async () => {
    database.close();
    await folder.close();
  });

  const send = (n: number) => queue.send({ id: idOf(n) }, { group: `owner ${n}` });
  const take = async () => {
    const [delivery] = await queue.receive({ max: 1, waitSeconds: 0 });
    if (!delivery) throw new Error('no message is due');
    return delivery;
  };

  it('tells how long the oldest message has waited, also after the wall clock stepped', async () => {
    expect(queue.age()).toBe(0);
    await send(1);
    await clock.sleep(5_000);
    await send(2);
    clock.step(-3_600_000);
    await clock.sleep(2_000);
    expect(queue.age()).toBe(7);
    await take();
    expect(queue.age()).toBe(2);
    expect(waits).toEqual([7]);
  });

  it('counts the delay of a retry as no wait', async () => {
    await send(1);
    await (await take()).retry(60, 'the disk is full');
    await clock.sleep(60_000);
    expect(queue.age()).toBe(0);
    await clock.sleep(3_000);
    expect(queue.age()).toBe(3);
    await take();
    expect(waits).toEqual([0, 3]);
  });

  it('does not take a message that a trigger has stored for an old one', async () => {
    database.exec(
      `INSERT INTO messages (queue, message_group, body, due) VALUES ('inbox', 'a', '{"id":"1"}', 0)`,
    );
    await send(2);
    await clock.sleep(1_000);
    expect(queue.age()).toBe(1);
    await take();
    await take();
    expect(waits).toEqual([1]);
  });

  it('counts dead letters apart', async () => {
    await send(1);
    await (await take()).retry(0, 'the disk is full');
    await (await take()).retry(0, 'the disk is full');
    await queue.receive({ max: 1, waitSeconds: 0 });
    expect([queue.size(), queue.dead()]).toEqual([0, 1]);
  });
});
