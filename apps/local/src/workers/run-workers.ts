import { INBOX_RETRIES, type OriginalKey } from '@thumbing/config';
import type { RenderPool } from '@thumbing/image-processor/pool';
import {
  markFailed,
  OutOfSpaceError,
  countFindings,
  summaryOf,
  type Clock,
  type Inbox,
  type Metrics,
  type ReconcileDeps,
} from '@thumbing/pipeline';
import { copyAhead, type CopyAheadDeps } from '@thumbing/pipeline/delivery';
import { processImage, type ProcessImageDeps } from '@thumbing/pipeline/process-image';
import { consume, type ConsumeOptions, type StopSignals } from '../queues/consume.ts';
import type { Queues } from '../queues/open-queues.ts';
import { UnreadableRecordError } from '../storage/unreadable-record-error.ts';
import type { Leap, SteadyClock } from '../storage/steady-clock.ts';
import type { Reserve } from '../storage/reserve.ts';
import type { Log } from '../util/log.ts';
import { deliverEvents } from './deliver-events.ts';
import { reconcileAll } from './reconcile-all.ts';
import { saveTimeRegularly } from './save-time.ts';
import { sweepCache, type SweepCacheDeps } from './sweep-cache.ts';
import { sweep, type SweepDeps } from './sweep.ts';

/** Seconds until the next attempt to mark an image as failed. */
const DEAD_LETTER_DELAY = 60;

/** Milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1_000;

/** Sweeps from one reconciliation to the next: a day. */
const SWEEPS_PER_RECONCILIATION = 24;

export type RunWorkersDeps = Omit<ProcessImageDeps, 'render'> &
  Pick<CopyAheadDeps, 'config' | 'originals' | 'copies'> &
  Omit<SweepDeps, 'onError' | 'onLeap'> &
  Pick<ReconcileDeps, 'inventory'> & {
    readonly queues: Queues;
    readonly clock: Clock;
    readonly steady: SteadyClock;
    readonly reserve: Reserve;
    readonly cache: SweepCacheDeps['cache'];
    readonly pool: Pick<RenderPool, 'render' | 'workers'>;
  };

/** Processes queues in the background until it is stopped. Resolves when nothing is in work. */
export async function runWorkers(deps: RunWorkersDeps, log: Log, stop: StopSignals): Promise<void> {
  const { queues, clock, pool } = deps;
  await Promise.all([
    consume({
      queue: queues.inbox,
      handle: processAndCopy(deps, log),
      // The next original is read, and the last renditions are stored, while all processes of the pool render.
      concurrency: pool.workers + 1,
      retryAfterSeconds: INBOX_RETRIES.secondsAfter,
      isLasting,
      onError: counting(deps.metrics, 'inbox', logImageError('processing', log)),
      clock,
      stop,
    }),
    consume({
      queue: queues.deadLetters,
      handle: markFailed(deps),
      concurrency: 1,
      retryAfterSeconds: () => DEAD_LETTER_DELAY,
      isLasting,
      onError: logImageError('marking as failed', log),
      clock,
      stop,
    }),
    ...queues.webhooks.map((webhook) =>
      deliverEvents(webhook, { ...deps, random: Math.random }, log, stop),
    ),
    sweepRegularly(deps, log, stop.receiving),
    saveTimeRegularly(deps, log, stop.receiving),
  ]);
}

/** Processes an original, and then makes the copy of it that requests are served from. */
function processAndCopy(deps: RunWorkersDeps, log: Log): ConsumeOptions<OriginalKey>['handle'] {
  const { render } = deps.pool;
  const process = processImage({ ...deps, render });
  const copy = copyAhead({
    ...deps,
    render,
    onUnkept: (error, path) => log(`${path} could not be kept`, error),
  });
  return async (key, options) => {
    await process(key, options);
    if (!options.signal.aborted) await copy(key);
  };
}

/** A record that cannot be read stays so until an operator repairs it, or starts another version. */
const isLasting = (error: unknown): boolean => error instanceof UnreadableRecordError;

/** Counts a failed attempt, and hands it on. */
const counting =
  (
    metrics: Metrics,
    queue: string,
    onError: ConsumeOptions<OriginalKey>['onError'],
  ): ConsumeOptions<OriginalKey>['onError'] =>
  (error, failed) => {
    if (failed) metrics.count('failed_attempts', { queue });
    onError(error, failed);
  };

const logImageError =
  (step: string, log: Log): ConsumeOptions<OriginalKey>['onError'] =>
  (error, failed) =>
    log(
      failed
        ? `image ${failed.message.id}: ${step} failed, attempt ${failed.attempt}`
        : `${step}: the queue cannot be used`,
      error,
    );

const describeLeap = ({ now, trusted }: Leap): string =>
  `the clock is at ${now.toISOString()}, but the last time that was trusted is ${trusted.toISOString()}: ` +
  'nothing is removed for its age. Set the clock, or, if it is right, restart once with --accept-clock';

async function sweepRegularly(deps: RunWorkersDeps, log: Log, signal: AbortSignal): Promise<void> {
  const { clock } = deps;
  for (let sweeps = 0; !signal.aborted; sweeps += 1) {
    try {
      await sweep({
        ...deps,
        onError: (error, { id }) => log(`image ${id}: the hourly cleanup failed`, error),
        onLeap: (leap) => log(describeLeap(leap)),
      });
      await sweepCache(deps);
      await deps.reserve.restore();
    } catch (error) {
      if (error instanceof OutOfSpaceError) log(error.message);
      else log('the hourly cleanup failed', error);
    }
    // Afterwards: it reports what the cleanup has left.
    if (sweeps % SWEEPS_PER_RECONCILIATION === 0) await reconcileDaily(deps, log, signal);
    await clock.sleep(SWEEP_INTERVAL, signal);
  }
}

async function reconcileDaily(deps: RunWorkersDeps, log: Log, signal: AbortSignal): Promise<void> {
  const { inbox, reserve, steady } = deps;
  const reconcileDeps = {
    ...deps,
    inbox: { send: (...message) => reserve.lend(() => inbox.send(...message)) } satisfies Inbox,
    isClockTrusted: () => !steady.leap(),
    onError: (error: unknown, id: string) => log(`image ${id}: could not be compared`, error),
  };
  try {
    const report = await reconcileAll(reconcileDeps, {}, signal);
    if (!report.next) countFindings(deps.metrics, report);
    if (Object.keys(report.findings).length > 0) log(`reconciliation: ${summaryOf(report)}`);
  } catch (error) {
    log('the daily reconciliation failed', error);
  }
}
