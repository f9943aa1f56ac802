import { EventEmitter, once } from 'node:events';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Clock } from '@thumbing/pipeline';
import type * as z from 'zod';
import { hasCode } from '../util/has-code.ts';
import type { Delivery, Queue } from './queue.ts';

export interface SqliteQueue<Message> extends Queue<Message> {
  /** Messages that are waiting, delayed or delivered, but not acknowledged. */
  all(): readonly Message[];
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
 * Queue in a table. One process uses the database at a time, so messages found delivered when the queue
 * is opened were lost with an earlier process: they are due at once.
 */
export function sqliteQueue<Message>(options: SqliteQueueOptions<Message>): SqliteQueue<Message> {
  const { database, clock, name, message } = options;
  const now = (): number => clock.now().getTime();
  const sent = new EventEmitter().setMaxListeners(0);
  const messageOf = (row: Record<string, SQLOutputValue>): Message =>
    message.parse(JSON.parse(String(row['body'])));
  const statements = prepare(database);
  statements.makeDue.run(now(), name);
  const takeDue = (max: number) => takeDueMessages({ ...options, max, now, statements, messageOf });

  return {
    all: () => statements.select.all(name).map(messageOf),
    send: async (body, { delaySeconds = 0 } = {}) => {
      statements.insert.run(name, JSON.stringify(body), now() + delaySeconds * 1_000);
      sent.emit('sent');
    },
    receive: async ({ max, waitSeconds, signal }) => {
      const deadline = now() + waitSeconds * 1_000;
      for (;;) {
        if (signal?.aborted) return [];
        const deliveries = takeDue(max);
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
  readonly statements: ReturnType<typeof prepare>;
  readonly messageOf: (row: Record<string, SQLOutputValue>) => Message;
}

/** Sets exhausted messages aside, then hides and returns those that are due. */
function takeDueMessages<Message>({
  name,
  visibilitySeconds,
  maxAttempts = Infinity,
  max,
  now,
  statements: { setAside, take, remove, postpone },
  messageOf,
}: TakeOptions<Message>): readonly Delivery<Message>[] {
  if (maxAttempts < Infinity) {
    setAside.run({ dead: deadLettersOf(name), queue: name, now: now(), maxAttempts });
  }
  const until = now() + visibilitySeconds * 1_000;
  return take.all({ queue: name, now: now(), until, max }).map((row) => {
    const [id, attempt] = [Number(row['id']), Number(row['attempts'])];
    return {
      message: messageOf(row),
      attempt,
      done: async () => void remove.run(id, attempt),
      retry: async (seconds) => void postpone.run(now() + seconds * 1_000, id, attempt),
    };
  });
}

/** The attempt serves as receipt: an answer that comes after the next delivery changes nothing. */
const prepare = (database: DatabaseSync): Readonly<Record<StatementName, StatementSync>> => ({
  insert: database.prepare('INSERT INTO messages (queue, body, due) VALUES (?, ?, ?)'),
  select: database.prepare('SELECT body FROM messages WHERE queue = ? ORDER BY due, id'),
  take: database.prepare(
    `UPDATE messages SET attempts = attempts + 1, due = :until, handed_out = 1
     WHERE id IN (SELECT id FROM messages WHERE queue = :queue AND due <= :now ORDER BY due, id LIMIT :max)
     RETURNING id, body, attempts`,
  ),
  setAside: database.prepare(
    `UPDATE messages SET queue = :dead, attempts = 0, due = :now, handed_out = 0
     WHERE queue = :queue AND due <= :now AND attempts >= :maxAttempts`,
  ),
  remove: database.prepare('DELETE FROM messages WHERE id = ? AND attempts = ?'),
  postpone: database.prepare(
    'UPDATE messages SET due = ?, handed_out = 0 WHERE id = ? AND attempts = ?',
  ),
  makeDue: database.prepare(
    'UPDATE messages SET due = ?, handed_out = 0 WHERE queue = ? AND handed_out = 1',
  ),
});

type StatementName = 'insert' | 'select' | 'take' | 'setAside' | 'remove' | 'postpone' | 'makeDue';

function ignoreAbort(error: unknown): void {
  if (!hasCode(error, 'ABORT_ERR')) throw error;
}
