import { join } from 'node:path';
import { systemClock } from '@thumbing/adapters';
import type { OriginalKey } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import { idOf, inboxContract, manualClock, turnsContract } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { queueContract, type QueueSettings } from '../testing/queue.contract.ts';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from '../storage/database.ts';
import { steadyClock } from '../storage/steady-clock.ts';
import type { Log } from '../util/log.ts';
import type { Delivery, Queue } from './queue.ts';
import { deadLettersOf, sqliteQueue } from './sqlite-queue.ts';

const message = z.object({ profile: z.string(), id: z.string() });

function openQueue(
  folder: TemporaryFolder,
  settings: QueueSettings,
  clock: Clock = systemClock,
  log: Log = () => undefined,
) {
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  const steady = steadyClock({ database, clock });
  const common = { database, clock: steady, log, message, longestDelaySeconds: 900 };
  return {
    database,
    steady,
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
    for (const delivery of await first.queue.receive(now)) await delivery.retry(60, 'in vain');
    first.database.close();
    const second = openQueue(folder, settings, clock);
    expect(await second.queue.receive(now)).toEqual([]);
    await clock.sleep(60_000);
    expect(await second.queue.receive(now)).toHaveLength(1);
    second.database.close();
  });

  describe('when the wall clock steps', () => {
    const HOUR = 3_600_000;
    const sendDelayed = async (queue: Queue<OriginalKey>): Promise<void> => {
      await queue.send(original(1));
      for (const delivery of await queue.receive(now)) await delivery.retry(60, 'in vain');
    };
    it.each([-HOUR, HOUR])('by %d ms, delivers a message after its delay', async (step) => {
      const clock = manualClock();
      const { queue, database } = openQueue(folder, settings, clock);
      await sendDelayed(queue);
      clock.step(step);
      await clock.sleep(59_000);
      expect(await queue.receive(now)).toEqual([]);
      await clock.sleep(1_000);
      expect(await queue.receive(now)).toHaveLength(1);
      database.close();
    });

    it('back during a restart, delivers a message after its delay', async () => {
      const clock = manualClock();
      const first = openQueue(folder, settings, clock);
      await sendDelayed(first.queue);
      await first.queue.send(original(2));
      first.steady.save();
      first.database.close();
      clock.step(-HOUR);
      const second = openQueue(folder, settings, clock);
      expect(await second.queue.receive(now)).toMatchObject([{ message: original(2) }]);
      await clock.sleep(60_000);
      expect(await second.queue.receive(now)).toMatchObject([{ message: original(1) }]);
      second.database.close();
    });

    it('back after it was years ahead, delivers a message after the longest delay', async () => {
      const clock = manualClock('2036-01-01T00:00:00.000Z');
      const first = openQueue(folder, settings, clock);
      await first.queue.send(original(1));
      first.database.exec('DELETE FROM clock');
      first.database.close();
      clock.step(-4_000 * 24 * HOUR);
      const second = openQueue(folder, settings, clock);
      expect(await second.queue.receive(now)).toEqual([]);
      await clock.sleep(900_000);
      expect(await second.queue.receive(now)).toHaveLength(1);
      second.database.close();
    });

    it('does not end the wait for a message early, nor make it longer', async () => {
      const clock = manualClock();
      const { queue, database } = openQueue(folder, settings, {
        ...systemClock,
        now: () => clock.now(),
      });
      const waiting = queue.receive({ max: 1, waitSeconds: 20 });
      clock.step(HOUR);
      const shortly = queue.receive({ max: 1, waitSeconds: 0.3 });
      clock.step(-2 * HOUR);
      expect(await shortly).toEqual([]);
      await queue.send(original(1));
      expect(await waiting).toHaveLength(1);
      database.close();
    });
  });

  it('sets a message aside that cannot be read, names it, and goes on', async () => {
    const logged: string[] = [];
    const log: Log = (line, cause) => void logged.push(`${line}: ${String(cause)}`);
    const { queue, deadLetters, database } = openQueue(folder, settings, systemClock, log);
    for (const n of [1, 2, 3, 4]) await queue.send(original(n));
    database.exec(`UPDATE messages SET body = '{"id":' WHERE id = 1`);
    database.exec(`UPDATE messages SET body = '{"profile":"avatar"}' WHERE id = 3`);
    expect(queue.all()).toEqual([original(2), original(4)]);
    const received = await queue.receive(now);
    expect(received.map(({ message }) => message)).toEqual([original(2), original(4)]);
    expect(logged).toEqual([
      expect.stringMatching(/^message 1 of the database cannot be read.*SyntaxError/),
      expect.stringMatching(
        /^message 3 of the database cannot be read.*expected string, received undefined/s,
      ),
    ]);
    expect(await deadLetters.receive(now)).toEqual([]);
    const aside = database.prepare("SELECT id, queue FROM messages WHERE state = 'unreadable'");
    expect(aside.all()).toEqual([
      expect.objectContaining({ id: 1, queue: 'inbox.dead' }),
      expect.objectContaining({ id: 3, queue: 'inbox.dead' }),
    ]);
    database.close();
  });

  it('names a message that was in work when its process died', async () => {
    const logged: string[] = [];
    const first = openQueue(folder, settings);
    await first.queue.send(original(1));
    await first.queue.receive(now);
    first.database.close();
    const log: Log = (line) => void logged.push(line);
    const second = openQueue(folder, settings, systemClock, log);
    expect(logged).toEqual([
      expect.stringContaining(`${idOf(1)} was being processed when the process died`),
    ]);
    second.database.close();
  });

  it('keeps dead letters across a restart', async () => {
    const first = openQueue(folder, { ...settings, maxAttempts: 1 });
    await first.queue.send(original(1));
    for (const delivery of await first.queue.receive(now)) await delivery.retry(0, 'in vain');
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
    await late?.retry(0, 'in vain');
    expect(await queue.receive(now)).toEqual([]);
    await present?.retry(0, 'in vain');
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
