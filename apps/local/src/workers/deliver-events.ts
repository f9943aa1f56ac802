import { deliverWebhook } from '@thumbing/adapters';
import { WEBHOOK_RETRIES, withJitter } from '@thumbing/config';
import { timed, type Clock, type Metrics } from '@thumbing/pipeline';
import { consume, type FailedDelivery, type StopSignals } from '../queues/consume.ts';
import type { Queues } from '../queues/open-queues.ts';
import type { Log } from '../util/log.ts';
import { circuitBreaker, FAILURES, type Outage } from './circuit-breaker.ts';

export interface DeliverEventsDeps {
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Returns numbers from 0 to 1, which spread retries and probes. */
  readonly random: () => number;
}

/** Number of events sent to one webhook at the same time. */
const CONCURRENT_EVENTS = 4;

/**
 * Delivers the events of one webhook until it is stopped. Logs each failure, but sums them up while the webhook
 * is down. Logs only the origin of the webhook, since its path may be a secret.
 */
export async function deliverEvents(
  { url, secret, queue }: Queues['webhooks'][number],
  { clock, metrics, random }: DeliverEventsDeps,
  log: Log,
  stop: StopSignals,
): Promise<void> {
  const webhook = `webhook of ${new URL(url).origin}`;
  const deliver = deliverWebhook({ url, secret, clock });
  const breaker = circuitBreaker({
    queue,
    handle: (event) => timed({ metrics, clock }, 'deliver', () => deliver(event)),
    clock,
    random,
    onOpen: (error) => log(`${webhook}: ${DOWN}`, error),
    onClose: (outage) => log(`${webhook}: ${describeOutage(outage)}`),
  });
  await consume({
    queue: breaker.queue,
    handle: breaker.handle,
    concurrency: CONCURRENT_EVENTS,
    retryAfterSeconds: withJitter(WEBHOOK_RETRIES, random).secondsAfter,
    onError: (error, failed) => {
      if (!failed) {
        log(`${webhook}: the queue cannot be used`, error);
        return;
      }
      metrics.count('failed_attempts', { queue: 'webhook' });
      if (!breaker.isOpen() || isLast(failed)) log(`${webhook}: ${describeFailure(failed)}`, error);
    },
    clock,
    stop,
  });
}

type FailedEvent = FailedDelivery<{ readonly id: string }>;

const isLast = ({ attempt }: FailedEvent): boolean => attempt >= WEBHOOK_RETRIES.attempts;

function describeFailure(failed: FailedEvent): string {
  const { message, attempt } = failed;
  const text = `event ${message.id} failed, attempt ${attempt}`;
  return isLast(failed) ? `${text} of ${attempt}; now a dead letter` : text;
}

const DOWN =
  `down after ${FAILURES} failures in a row: its events wait, and one at a time is tried, until one is ` +
  'accepted. Further failures are counted, and not logged';

const describeOutage = ({ failures, milliseconds }: Outage): string =>
  `back after ${failures} failed attempts in ${Math.round(milliseconds / 1_000)} seconds`;
