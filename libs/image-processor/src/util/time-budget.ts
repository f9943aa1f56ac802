import { ImageError, RenderTimeoutError } from '../errors.ts';
import { formatDuration } from './duration.ts';
import { cpuWatch, stopwatch, whileAnyWaits } from './meters.ts';
import { SYSTEM_TIMERS, type Timers } from './timers.ts';

/** Time that callers may spend waiting for a render, and CPU time that it may take. */
export interface TimeBudget {
  /**
   * Awaits the work and charges the wait. Throws a `RenderTimeoutError` or `too-slow` when the budget is spent, and the
   * signal's reason on abort.
   */
  readonly waitFor: <T>(work: Promise<T>) => Promise<T>;
  /**
   * Awaits each result, and charges the waits. `stop` runs when the reader stops; the generator then ends after the
   * work in progress does, unless the budget is spent.
   */
  readonly forEach: <T>(
    results: AsyncGenerator<T, void, void>,
    stop: () => void,
  ) => AsyncGenerator<T, void, void>;
  /** Aborts when the budget is spent or the caller's signal aborts: work that has not started must not start. */
  readonly signal: AbortSignal;
}

/** Seconds. */
export interface Times {
  readonly timeout: number;
  readonly cpuTime?: number;
}

/**
 * A time budget that counts only while at least one caller is waiting; simultaneous waits count once. Time that a caller
 * spends between two waits is free. CPU time counts from now on, and is looked at while a caller waits.
 */
export function timeBudget(
  { timeout, cpuTime }: Times,
  outer: AbortSignal | undefined,
  timers: Timers = SYSTEM_TIMERS,
): TimeBudget {
  const spent = new AbortController();
  const signal = outer ? AbortSignal.any([outer, spent.signal]) : spent.signal;
  const wall = stopwatch(timeout * 1_000, () => spent.abort(timedOut(timeout)), timers);
  const cpu = cpuWatch(cpuTime, (seconds) => spent.abort(tooSlow(seconds)), timers);
  const charge = whileAnyWaits(() => {
    const ends = [wall(), cpu()];
    return () => ends.forEach((end) => end());
  });
  const waitFor = async <T>(work: Promise<T>): Promise<T> => {
    // After an abort nobody awaits the work: its failure must not be an unhandled rejection.
    work.catch(() => undefined);
    signal.throwIfAborted();
    const stopped = Promise.withResolvers<never>();
    const stop = () => stopped.reject(signal.reason);
    signal.addEventListener('abort', stop);
    const end = charge();
    try {
      return await Promise.race([work, stopped.promise]);
    } finally {
      signal.removeEventListener('abort', stop);
      end();
    }
  };
  return { waitFor, forEach: (results, stop) => charged(results, stop, waitFor, signal), signal };
}

async function* charged<T>(
  results: AsyncGenerator<T, void, void>,
  stop: () => void,
  waitFor: TimeBudget['waitFor'],
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  try {
    for (;;) {
      const result = await waitFor(results.next());
      if (result.done) return;
      yield result.value;
    }
  } finally {
    stop();
    const stopped = results.return();
    if (!signal.aborted) await stopped;
  }
}

const tooSlow = (seconds: number): ImageError =>
  new ImageError(
    'too-slow',
    `this image takes more CPU time than the limit of ${formatDuration(seconds)}; send a smaller or simpler one`,
  );

const timedOut = (seconds: number): RenderTimeoutError =>
  new RenderTimeoutError(
    `the render took longer than limits.timeout, ${formatDuration(seconds)}; try again, or allow longer`,
  );
