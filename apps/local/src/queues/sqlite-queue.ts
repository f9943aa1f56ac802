import { EventEmitter, once } from 'node:events';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Clock } from '@thumbing/pipeline';
import type * as z from 'zod';
import type { Delivery, Queue } from './queue.ts';
import { isCode } from '../storage/atomic-file.ts';

export interface SqliteQueue<Message> extends Queue<Message> {
  /** Everything that is not done yet: waiting, or handed out. */
  all(): readonly Message[];
}

export interface SqliteQueueOptions<Message> {
  readonly database: DatabaseSync;
  readonly clock: Pick<Clock, 'now'>;
  readonly name: string;
  readonly message: z.ZodType<Message>;
  /** How long a delivery may stay unanswered before it is handed out again. */
  readonly visibilitySeconds: number;
  /** How often a message is handed out before it goes to the dead letters; without it, without end. */
  readonly maxAttempts?: number;
}

/** Where messages of a queue go that were tried as often as they may be. */
export const deadLettersOf = (name: string): string => `${name}.dead`;

/** How often a waiting receiver looks for messages that have become due in the meantime. */
const LOOK_INTERVAL = 200;

/**
 * A queue in a table. Its database belongs to one process, so whatever was handed out when the queue is
 * opened was handed out by a process that has died: it is due again at once.
 */
export function sqliteQueue<Message>(options: SqliteQueueOptions<Message>): SqliteQueue<Message> {
  const { database, clock, name, message, visibilitySeconds, maxAttempts = Infinity } = options;
  const sent = new EventEmitter().setMaxListeners(0);
  const now = (): number => clock.now().getTime();

  const insert = database.prepare('INSERT INTO messages (queue, body, due) VALUES (?, ?, ?)');
  const take = database.prepare(
    `UPDATE messages SET attempts = attempts + 1, due = :until, handed_out = 1
     WHERE id IN (SELECT id FROM messages WHERE queue = :queue AND due <= :now ORDER BY due, id LIMIT :max)
     RETURNING id, body, attempts`,
  );
  const setAside = database.prepare(
    `UPDATE messages SET queue = :dead, attempts = 0, due = :now, handed_out = 0
     WHERE queue = :queue AND due <= :now AND attempts >= :maxAttempts`,
  );
  // The number of the attempt is the receipt: who answers late, after it was handed out again, changes nothing.
  const remove = database.prepare('DELETE FROM messages WHERE id = ? AND attempts = ?');
  const postpone = database.prepare(
    'UPDATE messages SET due = ?, handed_out = 0 WHERE id = ? AND attempts = ?',
  );
  database
    .prepare('UPDATE messages SET due = ?, handed_out = 0 WHERE queue = ? AND handed_out = 1')
    .run(now(), name);

  const select = database.prepare('SELECT body FROM messages WHERE queue = ? ORDER BY due, id');
  const messageOf = (row: Record<string, SQLOutputValue>): Message =>
    message.parse(JSON.parse(String(row['body'])));

  const due = (max: number): readonly Delivery<Message>[] => {
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
  };

  return {
    all: () => select.all(name).map(messageOf),
    send: async (body, { delaySeconds = 0 } = {}) => {
      insert.run(name, JSON.stringify(body), now() + delaySeconds * 1_000);
      sent.emit('sent');
    },
    receive: async ({ max, waitSeconds, signal }) => {
      const deadline = now() + waitSeconds * 1_000;
      for (;;) {
        if (signal?.aborted) return [];
        const deliveries = due(max);
        const left = deadline - now();
        if (deliveries.length > 0 || left <= 0) return deliveries;
        const pause = AbortSignal.timeout(Math.min(left, LOOK_INTERVAL));
        await once(sent, 'sent', {
          signal: signal ? AbortSignal.any([signal, pause]) : pause,
        }).catch(ignoreAbort);
      }
    },
  };
}

function ignoreAbort(error: unknown): void {
  if (!isCode(error, 'ABORT_ERR')) throw error;
}
