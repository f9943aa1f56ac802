import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { systemClock as clock } from '@thumbing/adapters';
import { idOf } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { openDatabase, transaction } from '../storage/database.ts';
import { steadyClock } from '../storage/steady-clock.ts';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { QUEUE_SQL } from './queue-statements.ts';
import { sqliteQueue } from './sqlite-queue.ts';

describe('a queue of 100,000 messages of one owner, and one of each of 10,000', () => {
  const message = z.object({ id: z.string() });
  let folder: TemporaryFolder;
  let database: DatabaseSync;
  beforeAll(async () => {
    folder = await temporaryFolder();
    database = openDatabase(join(folder.path, 'thumbing.db'));
    const insert = database.prepare(
      "INSERT INTO messages (queue, message_group, body, due) VALUES ('inbox', ?, ?, ?)",
    );
    transaction(database, () => {
      for (let n = 0; n < 110_000; n += 1) {
        const owner = n < 100_000 ? 'ada' : `owner ${n}`;
        insert.run(owner, JSON.stringify({ id: idOf(n) }), n);
      }
    });
  });
  afterAll(async () => {
    database.close();
    await folder.close();
  });

  it('delivers one of each owner in turn, and lets other work be done meanwhile', async () => {
    const queue = sqliteQueue({
      database,
      clock: steadyClock({ database, clock }),
      log: () => undefined,
      message,
      name: 'inbox',
      visibilitySeconds: 60,
      longestDelaySeconds: 60,
    });
    let turns = 0;
    const otherWork = setInterval(() => (turns += 1), 0);
    const received = await queue.receive({ max: 10_003, waitSeconds: 0 });
    clearInterval(otherWork);
    expect(turns).toBeGreaterThan(100);
    const ids = received.map((delivery) => delivery.message.id);
    const others = Array.from({ length: 10_000 }, (_, n) => idOf(100_000 + n));
    expect(ids).toEqual([idOf(0), ...others, idOf(1), idOf(2)]);
  });

  it.each(Object.entries(QUEUE_SQL))('finds rows by an index: %s', (_, sql) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const steps = plan.map(({ detail }) => String(detail));
    // `found` is a slice of due messages.
    for (const step of steps) expect(step).not.toMatch(/^SCAN (?!found)/);
    if (sql !== QUEUE_SQL.all) expect(steps).not.toContain('USE TEMP B-TREE FOR ORDER BY');
  });

  it('takes the first message of a group without reading the others', () => {
    const [step] = database.prepare(`EXPLAIN QUERY PLAN ${QUEUE_SQL.next}`).all();
    expect(step?.['detail']).toMatch(
      /USING INDEX messages_ready \(queue=\? AND message_group=\?\)/,
    );
  });
});
