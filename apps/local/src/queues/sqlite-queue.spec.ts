import { join } from 'node:path';
import { systemClock } from '@thumbing/adapters';
import type { OriginalKey } from '@thumbing/config';
import { idOf, inboxContract, manualClock, turnsContract } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { queueContract, type QueueSettings } from '../testing/queue.contract.ts';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from '../storage/database.ts';
import type { Delivery } from './queue.ts';
import { deadLettersOf, sqliteQueue } from './sqlite-queue.ts';

const message = z.object({ profile: z.string(), id: z.string() });

function openQueue(folder: TemporaryFolder, settings: QueueSettings, clock = systemClock) {
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  const common = { database, clock, message };
  return {
    database,
    queue: sqliteQueue({ ...common, ...settings, name: 'inbox' }),
    deadLetters: sqliteQueue({ ...common, name: deadLettersOf('inbox'), visibilitySeconds: 60 }),
  };
}

queueContract('SQLite', async (settings) => {
  const folder = await temporaryFolder();
  let { database, ...queues } = openQueue(folder, settings);
  return {
    ...queues,
    reopen: async () => {
      database.close();
      ({ database, ...queues } = openQueue(folder, settings));
      return queues;
    },
    close: async () => {
      database.close();
      await folder.close();
    },
  };
});

inboxContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const { database, queue } = openQueue(folder, { visibilitySeconds: 60, maxAttempts: 2 });
  return {
    inbox: queue,
    receive: async (waitSeconds) => {
      const deliveries = await queue.receive({ max: 10, waitSeconds });
      for (const delivery of deliveries) await delivery.done();
      return deliveries.map(({ message }) => message);
    },
    close: async () => {
      database.close();
      await folder.close();
    },
  };
});

turnsContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const { database, queue } = openQueue(folder, { visibilitySeconds: 60, maxAttempts: 2 });
  let inWork: readonly Delivery<OriginalKey>[] = [];
  return {
    inbox: queue,
    take: async () => {
      const deliveries = await queue.receive({ max: 1, waitSeconds: 0 });
      inWork = [...inWork, ...deliveries];
      return deliveries[0]?.message;
    },
    finish: async () => {
      for (const delivery of inWork) await delivery.done();
      inWork = [];
    },
    turn: 1,
    close: async () => {
      database.close();
      await folder.close();
    },
  };
});

describe('sqliteQueue', () => {
  const settings: QueueSettings = { visibilitySeconds: 3_600, maxAttempts: 2 };
  const now = { max: 10, waitSeconds: 0 };
  const original = (n: number): OriginalKey => ({ profile: 'avatar', id: idOf(n) });

  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.close());

  it('keeps messages and their order across a restart', async () => {
    const first = openQueue(folder, settings);
    for (const n of [3, 1, 2]) await first.queue.send(original(n));
    first.database.close();
    const second = openQueue(folder, settings);
    const received = await second.queue.receive(now);
    expect(received.map(({ message }) => message.id)).toEqual([3, 1, 2].map(idOf));
    // Until they are acknowledged.
    expect(second.queue.size()).toBe(3);
    for (const delivery of received.slice(1)) await delivery.done();
    expect(second.queue.size()).toBe(1);
    second.database.close();
  });

  it('keeps the delay of a retry across a restart', async () => {
    const clock = manualClock();
    const first = openQueue(folder, settings, clock);
    await first.queue.send(original(1));
    for (const delivery of await first.queue.receive(now)) await delivery.retry(60);
    first.database.close();
    const second = openQueue(folder, settings, clock);
    expect(await second.queue.receive(now)).toEqual([]);
    await clock.sleep(60_000);
    expect(await second.queue.receive(now)).toHaveLength(1);
    second.database.close();
  });

  it('keeps dead letters across a restart', async () => {
    const first = openQueue(folder, { ...settings, maxAttempts: 1 });
    await first.queue.send(original(1));
    for (const delivery of await first.queue.receive(now)) await delivery.retry(0);
    expect(await first.queue.receive(now)).toEqual([]);
    first.database.close();
    const second = openQueue(folder, settings);
    expect(await second.deadLetters.receive(now)).toMatchObject([
      { message: original(1), attempt: 1 },
    ]);
    second.database.close();
  });

  it('ignores an answer that comes after the next delivery', async () => {
    const clock = manualClock();
    const { queue, database } = openQueue(folder, { ...settings, visibilitySeconds: 10 }, clock);
    await queue.send(original(1));
    const [late] = await queue.receive(now);
    await clock.sleep(10_000);
    const [present] = await queue.receive(now);
    await late?.done();
    await late?.retry(0);
    expect(await queue.receive(now)).toEqual([]);
    await present?.retry(0);
    database.close();
  });

  it('delivers nothing to a receiver whose signal has aborted', async () => {
    const { queue, database } = openQueue(folder, settings);
    await queue.send(original(1));
    expect(await queue.receive({ ...now, signal: AbortSignal.abort() })).toEqual([]);
    expect(await queue.receive(now)).toHaveLength(1);
    database.close();
  });

  it('leaves no listeners behind after waiting', async () => {
    const { queue, database } = openQueue(folder, settings);
    const stop = new AbortController();
    const { signal } = stop;
    const waiting = Array.from({ length: 20 }, () =>
      queue.receive({ max: 1, waitSeconds: 20, signal }),
    );
    stop.abort();
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => []));
    database.close();
  });
});
