import { deliverWebhook } from '@thumbing/adapters';
import { INBOX_RETRIES, WEBHOOK_RETRIES, type OriginalKey } from '@thumbing/config';
import type { RenderPool } from '@thumbing/image-processor/pool';
import { markFailed, type Clock } from '@thumbing/pipeline';
import { processImage, type ProcessImageDeps } from '@thumbing/pipeline/process-image';
import {
  consume,
  type ConsumeOptions,
  type FailedDelivery,
  type StopSignals,
} from '../queues/consume.ts';
import type { Queues } from '../queues/open-queues.ts';
import type { Leap, SteadyClock } from '../storage/steady-clock.ts';
import type { Log } from '../util/log.ts';
import { saveTimeRegularly } from './save-time.ts';
import { sweep, type SweepDeps } from './sweep.ts';

/** Number of events sent to one webhook at the same time. */
const CONCURRENT_EVENTS = 4;

/** Seconds until the next attempt to mark an image as failed. */
const DEAD_LETTER_DELAY = 60;

/** Milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1_000;

export type RunWorkersDeps = Omit<ProcessImageDeps, 'render'> &
  Omit<SweepDeps, 'onError' | 'onLeap'> & {
    readonly queues: Queues;
    readonly clock: Clock;
    readonly steady: SteadyClock;
    readonly pool: Pick<RenderPool, 'render' | 'workers'>;
  };

/** Processes queues in the background until it is stopped. Resolves when nothing is in work. */
export async function runWorkers(deps: RunWorkersDeps, log: Log, stop: StopSignals): Promise<void> {
  const { queues, clock, pool } = deps;
  await Promise.all([
    consume({
      queue: queues.inbox,
      handle: processImage({ ...deps, render: pool.render }),
      concurrency: pool.workers,
      retryAfterSeconds: INBOX_RETRIES.secondsAfter,
      onError: logImageError('processing', log),
      clock,
      stop,
    }),
    consume({
      queue: queues.deadLetters,
      handle: markFailed(deps),
      concurrency: 1,
      retryAfterSeconds: () => DEAD_LETTER_DELAY,
      onError: logImageError('marking as failed', log),
      clock,
      stop,
    }),
    ...queues.webhooks.map(({ url, secret, queue }) =>
      consume({
        queue,
        handle: deliverWebhook({ url, secret, clock }),
        concurrency: CONCURRENT_EVENTS,
        retryAfterSeconds: WEBHOOK_RETRIES.secondsAfter,
        onError: logWebhookError(url, log),
        clock,
        stop,
      }),
    ),
    sweepRegularly(deps, log, stop.receiving),
    saveTimeRegularly(deps, log, stop.receiving),
  ]);
}

const logImageError =
  (step: string, log: Log): ConsumeOptions<OriginalKey>['onError'] =>
  (error, failed) =>
    log(
      failed
        ? `image ${failed.message.id}: ${step} failed, attempt ${failed.attempt}`
        : `${step}: the queue cannot be used`,
      error,
    );

/** Logs only the origin of a webhook, since its path may be a secret. */
function logWebhookError(
  url: string,
  log: Log,
): ConsumeOptions<{ readonly id: string }>['onError'] {
  const webhook = `webhook of ${new URL(url).origin}`;
  return (error, failed) => {
    log(`${webhook}: ${failed ? describeFailure(failed) : 'the queue cannot be used'}`, error);
  };
}

function describeFailure({ message, attempt }: FailedDelivery<{ readonly id: string }>): string {
  const failed = `event ${message.id} failed, attempt ${attempt}`;
  return attempt < WEBHOOK_RETRIES.attempts ? failed : `${failed} of ${attempt}; now a dead letter`;
}

const describeLeap = ({ now, seen }: Leap): string =>
  `the clock is at ${now.toISOString()}, but the last time seen is ${seen.toISOString()}: nothing is ` +
  'removed for its age. Set the clock, or, if it is right, restart once with --accept-clock';

async function sweepRegularly(deps: RunWorkersDeps, log: Log, signal: AbortSignal): Promise<void> {
  const { clock } = deps;
  while (!signal.aborted) {
    try {
      await sweep({
        ...deps,
        onError: (error, { id }) => log(`image ${id}: the hourly cleanup failed`, error),
        onLeap: (leap) => log(describeLeap(leap)),
      });
    } catch (error) {
      log('the hourly cleanup failed', error);
    }
    await clock.sleep(SWEEP_INTERVAL, signal);
  }
}
