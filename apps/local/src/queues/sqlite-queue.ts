import { EventEmitter } from 'node:events';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { setImmediate as otherWork } from 'node:timers/promises';
import type * as z from 'zod';
import { transaction } from '../storage/database.ts';
import { synced } from '../storage/synced.ts';
import type { SteadyClock } from '../storage/steady-clock.ts';
import type { Log } from '../util/log.ts';
import { untilEvent } from '../util/until-event.ts';
import { MAX_DEATHS, type Delivery, type Queue } from './queue.ts';
import { prepare, type QueueStatements } from './queue-statements.ts';

export interface SqliteQueue<Message> extends Queue<Message> {
  /** Messages that are waiting, delayed or delivered, but not acknowledged. */
  all(): readonly Message[];
  /** Number of those messages. */
  size(): number;
  /** Seconds for which the message that has waited longest could have been taken; 0 if none waits. */
  age(): number;
  /** Number of dead letters. */
  dead(): number;
}

export interface SqliteQueueOptions<Message extends { readonly id: string }> {
  readonly database: DatabaseSync;
  readonly clock: Pick<SteadyClock, 'now' | 'monotonic'>;
  readonly log: Log;
  readonly name: string;
  readonly message: z.ZodType<Message>;
  /** Time until an unanswered message is delivered again. */
  readonly visibilitySeconds: number;
  /** Longest delay of a retry. A message that is due later, by a wrong clock, is due after this delay. */
  readonly longestDelaySeconds: number;
  /** Called with the seconds that a message could have been taken, and waited. */
  readonly onTaken?: (waitedSeconds: number) => void;
  /** Number of deliveries before a message goes to the dead letters. @default no limit */
  readonly maxAttempts?: number;
}

/** Name of the queue for messages that used up their attempts. */
export const deadLettersOf = (name: string): string => `${name}.dead`;

/** Milliseconds between the checks of a waiting receiver for messages that have become due. */
const POLL_INTERVAL = 200;

/** Messages that become ready in one transaction: few enough for requests to be answered in between. */
const SLICE = 500;

/**
 * Queue in a table. One process uses the database at a time, so messages found leased when the queue is
 * opened were in work when an earlier process died: they are due at once, and that death is counted.
 */
export function sqliteQueue<Message extends { readonly id: string }>(
  options: SqliteQueueOptions<Message>,
): SqliteQueue<Message> {
  const { database, clock, name, longestDelaySeconds } = options;
  const { now } = clock;
  const sent = new EventEmitter().setMaxListeners(0);
  const statements = prepare(database);
  statements.limitDelays.run({ queue: name, latest: now() + longestDelaySeconds * 1_000 });
  statements.unpark.run({ queue: name, now: now() });
  for (const row of statements.countDeaths.all({ queue: name, now: now() })) {
    logDeath(options, row);
  }
  const ready = () => makeReady({ ...options, now, statements });
  const take = (max: number) => takeReady({ ...options, max, now, statements });

  return {
    all: () =>
      statements.all.all(name).flatMap((row) => {
        const { message } = read(options, row);
        return message ? [message] : [];
      }),
    size: () => countIn(statements, name),
    age: () => {
      const due = ['waiting', 'ready'].map((state) =>
        statements.oldest.get({ queue: name, state }),
      );
      return Math.max(0, ...due.map((row) => (row ? (now() - Number(row['due'])) / 1_000 : 0)));
    },
    dead: () => countIn(statements, deadLettersOf(name)),
    send: async (body, { group = '' } = {}) => {
      statements.send.run(name, group, JSON.stringify(body), now());
      sent.emit('sent');
      await synced(database);
    },
    receive: async ({ max, waitSeconds, signal }) => {
      const deadline = clock.monotonic() + waitSeconds * 1_000;
      for (;;) {
        if (signal?.aborted) return [];
        if (ready() === SLICE) {
          await otherWork();
          continue;
        }
        const deliveries = take(max);
        const left = deadline - clock.monotonic();
        if (deliveries.length > 0 || left <= 0) return deliveries;
        await untilEvent(sent, 'sent', Math.min(left, POLL_INTERVAL), signal);
      }
    },
  };
}

const countIn = ({ count }: QueueStatements, queue: string): number =>
  Number(count.get(queue)?.['count']);

/** Message of a row, or the reason for which it cannot be read. */
function read<Message extends { readonly id: string }>(
  { message }: Pick<SqliteQueueOptions<Message>, 'message'>,
  row: Row,
): { readonly message?: Message; readonly error?: unknown } {
  try {
    return { message: message.parse(JSON.parse(String(row['body']))) };
  } catch (error) {
    return { error };
  }
}

function logDeath<Message extends { readonly id: string }>(
  options: SqliteQueueOptions<Message>,
  row: Row,
): void {
  const { message } = read(options, row);
  if (!message) return;
  options.log(
    `${message.id} was being processed when the process died, ${Number(row['deaths'])} times so far: it is tried alone`,
  );
}

type Row = Record<string, SQLOutputValue>;

interface StatementOptions<
  Message extends { readonly id: string },
> extends SqliteQueueOptions<Message> {
  readonly now: () => number;
  readonly statements: QueueStatements;
}

interface TakeOptions<Message extends { readonly id: string }> extends StatementOptions<Message> {
  readonly max: number;
}

/** Makes a slice of the due messages ready, or sets them aside if they are exhausted. Returns their number. */
function makeReady<Message extends { readonly id: string }>({
  name,
  maxAttempts = Number.MAX_SAFE_INTEGER,
  now,
  statements,
}: StatementOptions<Message>): number {
  const dead = deadLettersOf(name);
  const limits = { maxAttempts, maxDeaths: MAX_DEATHS, slice: SLICE };
  return Number(statements.makeReady.run({ queue: name, dead, now: now(), ...limits }).changes);
}

/** Leases and returns up to `max` messages that are ready. */
function takeReady<Message extends { readonly id: string }>(
  options: TakeOptions<Message>,
): readonly Delivery<Message>[] {
  const { database, max } = options;
  return transaction(database, () => {
    const taken: Delivery<Message>[] = [];
    while (taken.length < max) {
      const leased = leaseNext(options);
      if (!leased) break;
      const delivery = deliveryOf(options, leased);
      if (delivery) taken.push(delivery);
    }
    return taken;
  });
}

/** Leases the next message, unless it or a message in work has to be alone. */
function leaseNext<Message extends { readonly id: string }>(
  options: TakeOptions<Message>,
): Row | undefined {
  const { name, visibilitySeconds, now, statements, onTaken } = options;
  const next = statements.next.get({ queue: name });
  const inWork = statements.inWork.get(name);
  if (!next) return undefined;
  if (inWork && Number(inWork['deaths']) + Number(next['deaths']) > 0) return undefined;
  const until = now() + visibilitySeconds * 1_000;
  const leased = statements.lease.get({ id: Number(next['id']), until });
  const due = Number(next['due']);
  if (due > 0) onTaken?.(Math.max(0, now() - due) / 1_000);
  statements.passTurn.run({ queue: name, group: String(next['message_group']) });
  return leased;
}

/**
 * Delivery of a leased message, or nothing for one that cannot be read: that is set aside. The number of
 * deliveries serves as receipt: an answer that comes after the next one changes nothing.
 */
function deliveryOf<Message extends { readonly id: string }>(
  options: TakeOptions<Message>,
  row: Row,
): Delivery<Message> | undefined {
  const { name, maxAttempts, now, statements, log } = options;
  const { message, error } = read(options, row);
  if (!message) {
    const aside = maxAttempts === undefined ? name : deadLettersOf(name);
    statements.setAsideUnreadable.run({ id: Number(row['id']), aside, now: now() });
    log(`message ${Number(row['id'])} of the database cannot be read, and is set aside`, error);
    return undefined;
  }
  const receipt = { id: Number(row['id']), delivery: Number(row['deliveries']) };
  return {
    message,
    attempt: Number(row['attempts']) + 1,
    deaths: Number(row['deaths']),
    done: async () => void statements.remove.run(receipt),
    retry: async (seconds, reason) =>
      void statements.retry.run({ ...receipt, due: now() + seconds * 1_000, error: reason }),
    release: async () => void statements.release.run({ ...receipt, due: now() }),
    park: async () => void statements.park.run(receipt),
  };
}
