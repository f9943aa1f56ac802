import { EventEmitter, once } from 'node:events';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Clock } from '@thumbing/pipeline';
import type * as z from 'zod';
import { transaction } from '../storage/database.ts';
import { hasCode } from '../util/has-code.ts';
import { MAX_DEATHS, type Delivery, type Queue } from './queue.ts';
import { prepare, type QueueStatements } from './queue-statements.ts';

export interface SqliteQueue<Message> extends Queue<Message> {
  /** Messages that are waiting, delayed or delivered, but not acknowledged. */
  all(): readonly Message[];
  /** Number of those messages. */
  size(): number;
}

export interface SqliteQueueOptions<Message> {
  readonly database: DatabaseSync;
  readonly clock: Pick<Clock, 'now'>;
  readonly name: string;
  readonly message: z.ZodType<Message>;
  /** Time until an unanswered message is delivered again. */
  readonly visibilitySeconds: number;
  /** Number of deliveries before a message goes to the dead letters. @default no limit */
  readonly maxAttempts?: number;
}

/** Name of the queue for messages that used up their attempts. */
export const deadLettersOf = (name: string): string => `${name}.dead`;

/** Milliseconds between the checks of a waiting receiver for messages that have become due. */
const POLL_INTERVAL = 200;

/**
 * Queue in a table. One process uses the database at a time, so messages found leased when the queue is
 * opened were in work when an earlier process died: they are due at once, and that death is counted.
 */
export function sqliteQueue<Message>(options: SqliteQueueOptions<Message>): SqliteQueue<Message> {
  const { database, clock, name, message } = options;
  const now = (): number => clock.now().getTime();
  const sent = new EventEmitter().setMaxListeners(0);
  const messageOf = (row: Record<string, SQLOutputValue>): Message =>
    message.parse(JSON.parse(String(row['body'])));
  const statements = prepare(database);
  statements.countDeaths.run({ queue: name, now: now() });
  const take = (max: number) => takeDue({ ...options, max, now, statements, messageOf });

  return {
    all: () => statements.all.all(name).map(messageOf),
    size: () => Number(statements.count.get(name)?.['count']),
    send: async (body, { delaySeconds = 0, group = '' } = {}) => {
      statements.send.run(name, group, JSON.stringify(body), now() + delaySeconds * 1_000);
      sent.emit('sent');
    },
    receive: async ({ max, waitSeconds, signal }) => {
      const deadline = now() + waitSeconds * 1_000;
      for (;;) {
        if (signal?.aborted) return [];
        const deliveries = take(max);
        const left = deadline - now();
        if (deliveries.length > 0 || left <= 0) return deliveries;
        const pause = AbortSignal.timeout(Math.min(left, POLL_INTERVAL));
        await once(sent, 'sent', {
          signal: signal ? AbortSignal.any([signal, pause]) : pause,
        }).catch(ignoreAbort);
      }
    },
  };
}

interface TakeOptions<Message> extends SqliteQueueOptions<Message> {
  readonly max: number;
  readonly now: () => number;
  readonly statements: QueueStatements;
  readonly messageOf: (row: Record<string, SQLOutputValue>) => Message;
}

/** Sets exhausted messages aside, then leases and returns up to `max` messages that are due. */
function takeDue<Message>(options: TakeOptions<Message>): readonly Delivery<Message>[] {
  const { database, name, maxAttempts, max, now, statements } = options;
  return transaction(database, () => {
    const times = { queue: name, now: now() };
    if (maxAttempts !== undefined) {
      const limits = { maxAttempts, maxDeaths: MAX_DEATHS, dead: deadLettersOf(name) };
      statements.setAside.run({ ...times, ...limits });
    }
    statements.makeReady.run(times);
    const taken: Delivery<Message>[] = [];
    while (taken.length < max) {
      const delivery = takeNext(options);
      if (!delivery) break;
      taken.push(delivery);
    }
    return taken;
  });
}

/** Leases the next message, unless it or a message in work has to be alone. */
function takeNext<Message>(options: TakeOptions<Message>): Delivery<Message> | undefined {
  const { name, visibilitySeconds, now, statements } = options;
  const next = statements.next.get({ queue: name });
  const inWork = statements.inWork.get(name);
  if (!next) return undefined;
  if (inWork && Number(inWork['deaths']) + Number(next['deaths']) > 0) return undefined;
  const until = now() + visibilitySeconds * 1_000;
  const leased = statements.lease.get({ id: Number(next['id']), until });
  statements.passTurn.run({ queue: name, group: String(next['message_group']) });
  return leased && deliveryOf(options, leased);
}

/** The number of deliveries serves as receipt: an answer that comes after the next one changes nothing. */
function deliveryOf<Message>(
  { now, statements, messageOf }: TakeOptions<Message>,
  row: Record<string, SQLOutputValue>,
): Delivery<Message> {
  const receipt = { id: Number(row['id']), delivery: Number(row['deliveries']) };
  return {
    message: messageOf(row),
    attempt: Number(row['attempts']) + 1,
    deaths: Number(row['deaths']),
    done: async () => void statements.remove.run(receipt),
    retry: async (seconds) =>
      void statements.retry.run({ ...receipt, due: now() + seconds * 1_000 }),
    release: async () => void statements.release.run({ ...receipt, due: now() }),
  };
}

function ignoreAbort(error: unknown): void {
  if (!hasCode(error, 'ABORT_ERR')) throw error;
}
