import type { DatabaseSync } from 'node:sqlite';
import {
  event,
  INBOX_RETRIES,
  WEBHOOK_RETRIES,
  withJitter,
  type Event,
  type OriginalKey,
  type Retries,
} from '@thumbing/config';
import * as z from 'zod';
import type { SignedWebhook } from '../storage/secret-store.ts';
import type { SteadyClock } from '../storage/steady-clock.ts';
import type { Log } from '../util/log.ts';
import { deadLettersOf, sqliteQueue, type SqliteQueue } from './sqlite-queue.ts';

export interface Queues {
  /** Images to process. */
  readonly inbox: SqliteQueue<OriginalKey>;
  /** Images whose processing failed in every attempt. */
  readonly deadLetters: SqliteQueue<OriginalKey>;
  /**
   * Events for each webhook, in a queue of its own so that a slow receiver delays no other. Events that
   * are never accepted stay in the database as dead letters; those of a webhook that was removed from the
   * configuration wait until it is added again.
   */
  readonly webhooks: readonly (SignedWebhook & { readonly queue: SqliteQueue<Event> })[];
}

/** Twice as long as `limits.timeout` may be. A restart does not wait for it: opening a queue makes messages due. */
const VISIBILITY_SECONDS = 2 * 60 * 60;

/** Start of the name of a webhook's queue. */
const WEBHOOKS = 'webhooks:';

/** Origin of the webhook of a queue, or of its dead letters; its path may be a secret. `undefined` for another queue. */
export function webhookOriginOf(queue: string): string | undefined {
  if (!queue.startsWith(WEBHOOKS)) return undefined;
  const suffix = deadLettersOf('');
  const url = queue.slice(WEBHOOKS.length, queue.endsWith(suffix) ? -suffix.length : undefined);
  return URL.parse(url)?.origin;
}

const inboxMessage = z.object({ profile: z.string(), id: z.uuidv7() });

export interface OpenQueuesOptions {
  readonly database: DatabaseSync;
  readonly clock: Pick<SteadyClock, 'now' | 'monotonic'>;
  readonly log: Log;
  readonly webhooks: readonly SignedWebhook[];
  /** Called with the seconds that an image waited in the inbox. */
  readonly onTaken?: (waitedSeconds: number) => void;
}

export function openQueues({ webhooks, onTaken, ...options }: OpenQueuesOptions): Queues {
  const common = {
    ...options,
    visibilitySeconds: VISIBILITY_SECONDS,
    longestDelaySeconds: longestDelayOf(INBOX_RETRIES),
  };
  return {
    inbox: sqliteQueue({
      ...common,
      name: 'inbox',
      message: inboxMessage,
      ...(onTaken && { onTaken }),
      maxAttempts: INBOX_RETRIES.attempts,
    }),
    deadLetters: sqliteQueue({ ...common, name: deadLettersOf('inbox'), message: inboxMessage }),
    webhooks: webhooks.map((webhook) => ({
      ...webhook,
      queue: sqliteQueue({
        ...common,
        name: `${WEBHOOKS}${webhook.url}`,
        message: event,
        maxAttempts: WEBHOOK_RETRIES.attempts,
        longestDelaySeconds: longestDelayOf(withJitter(WEBHOOK_RETRIES, () => 1)),
      }),
    })),
  };
}

const longestDelayOf = ({ attempts, secondsAfter }: Retries): number =>
  Math.max(...Array.from({ length: attempts }, (_, n) => secondsAfter(n + 1)));
