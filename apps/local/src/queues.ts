import type { DatabaseSync } from 'node:sqlite';
import { WEBHOOK_ATTEMPTS, webhookRetryAfterSeconds } from '@thumbing/adapters';
import { event, type Event } from '@thumbing/config';
import type { Clock, InboxMessage, Queue } from '@thumbing/pipeline';
import { z } from 'zod';
import { deadLettersOf, sqliteQueue, type SqliteQueue } from './adapters/sqlite-queue.ts';
import type { SignedWebhook } from './kept-secrets.ts';

export interface Queues {
  /** Originals that have arrived. */
  readonly inbox: SqliteQueue<InboxMessage>;
  /** Originals that could not be processed, as often as it was tried. */
  readonly deadLetters: Queue<InboxMessage>;
  /**
   * Events on their way, to each webhook in a queue of its own: a slow one holds up no other. Those that
   * never arrive stay in the database as dead letters, and those of a webhook that is taken out of the
   * configuration until it is back.
   */
  readonly webhooks: readonly (SignedWebhook & { readonly queue: Queue<Event> })[];
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** After 1, 4, 16, 64 and 256 seconds: a short trouble is over soon, a long one has some minutes. */
const INBOX_RETRIES = [1, 4, 16, 64, 256];

/** How often a message is tried before it goes to the dead letters. */
export const maxAttempts = {
  inbox: INBOX_RETRIES.length + 1,
  webhooks: WEBHOOK_ATTEMPTS,
};

/** How long to wait after the attempt of that number; after the last one there is nothing to wait for. */
export const retryAfterSeconds = {
  inbox: (attempt: number): number => INBOX_RETRIES[attempt - 1] ?? 0,
  deadLetters: (): number => MINUTE,
  webhooks: webhookRetryAfterSeconds,
};

const inboxMessage = z.object({ profile: z.string(), id: z.uuidv7() });

export function openQueues(
  database: DatabaseSync,
  clock: Pick<Clock, 'now'>,
  webhooks: readonly SignedWebhook[],
): Queues {
  // Far longer than the work takes: a queue that is opened anew does not wait for it.
  const common = { database, clock, visibilitySeconds: HOUR };
  return {
    inbox: sqliteQueue({
      ...common,
      name: 'inbox',
      message: inboxMessage,
      maxAttempts: maxAttempts.inbox,
    }),
    deadLetters: sqliteQueue({ ...common, name: deadLettersOf('inbox'), message: inboxMessage }),
    webhooks: webhooks.map((webhook) => ({
      ...webhook,
      queue: sqliteQueue({
        ...common,
        name: `webhooks:${webhook.url}`,
        message: event,
        maxAttempts: maxAttempts.webhooks,
      }),
    })),
  };
}
