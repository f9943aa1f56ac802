import type { DatabaseSync } from 'node:sqlite';
import {
  event,
  INBOX_RETRIES,
  WEBHOOK_RETRIES,
  type Event,
  type OriginalKey,
} from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import * as z from 'zod';
import { deadLettersOf, sqliteQueue, type SqliteQueue } from './sqlite-queue.ts';
import type { Queue } from './queue.ts';
import type { SignedWebhook } from '../storage/secret-store.ts';

export interface Queues {
  /** Originals that have arrived. */
  readonly inbox: SqliteQueue<OriginalKey>;
  /** Originals that could not be processed, as often as it was tried. */
  readonly deadLetters: Queue<OriginalKey>;
  /**
   * Events on their way, to each webhook in a queue of its own: a slow one holds up no other. Those that
   * never arrive stay in the database as dead letters, and those of a webhook that is taken out of the
   * configuration until it is back.
   */
  readonly webhooks: readonly (SignedWebhook & { readonly queue: Queue<Event> })[];
}

/** Far longer than the work takes: a queue that is opened anew does not wait for it. */
const VISIBILITY_SECONDS = 60 * 60;

const inboxMessage = z.object({ profile: z.string(), id: z.uuidv7() });

export function openQueues(
  database: DatabaseSync,
  clock: Pick<Clock, 'now'>,
  webhooks: readonly SignedWebhook[],
): Queues {
  const common = { database, clock, visibilitySeconds: VISIBILITY_SECONDS };
  return {
    inbox: sqliteQueue({
      ...common,
      name: 'inbox',
      message: inboxMessage,
      maxAttempts: INBOX_RETRIES.attempts,
    }),
    deadLetters: sqliteQueue({ ...common, name: deadLettersOf('inbox'), message: inboxMessage }),
    webhooks: webhooks.map((webhook) => ({
      ...webhook,
      queue: sqliteQueue({
        ...common,
        name: `webhooks:${webhook.url}`,
        message: event,
        maxAttempts: WEBHOOK_RETRIES.attempts,
      }),
    })),
  };
}
