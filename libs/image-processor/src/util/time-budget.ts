import { ImageError } from '../errors.ts';

/** Time that callers may spend waiting for a render. */
export interface TimeBudget {
  /** Awaits the work and charges the wait. Throws `too-slow` when the budget is spent, and the signal's reason on abort. */
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

/** Time and timers, in milliseconds; a test hands in its own. */
export interface Timers {
  readonly now: () => number;
  /** Runs `due` after the delay, unless the returned function is called before. */
  readonly after: (delay: number, due: () => void) => () => void;
}

/**
 * A time budget in seconds that counts only while at least one caller is waiting; simultaneous waits count once. Time
 * that a caller spends between two waits is free.
 */
export function timeBudget(
  seconds: number,
  outer: AbortSignal | undefined,
  timers: Timers = SYSTEM_TIMERS,
): TimeBudget {
  const spent = new AbortController();
  const signal = outer ? AbortSignal.any([outer, spent.signal]) : spent.signal;
  const charge = stopwatch(seconds * 1_000, () => spent.abort(tooSlow(seconds)), timers);
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

/** Starts a wait and returns the function that ends it. Calls `spent` once waits have taken that many milliseconds. */
function stopwatch(
  milliseconds: number,
  spent: () => void,
  { now, after }: Timers,
): () => () => void {
  let left = milliseconds;
  let waits = 0;
  let started = 0;
  let cancel: () => void = () => undefined;
  return () => {
    if (waits === 0) {
      started = now();
      cancel = after(left, spent);
    }
    waits += 1;
    return () => {
      waits -= 1;
      if (waits > 0) return;
      cancel();
      left -= now() - started;
    };
  };
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

const SYSTEM_TIMERS: Timers = {
  now: () => performance.now(),
  after: (delay, due) => {
    const timer = setTimeout(due, delay);
    return () => clearTimeout(timer);
  },
};

const tooSlow = (seconds: number): ImageError =>
  new ImageError(
    'too-slow',
    `this image took longer than the limit of ${seconds} seconds; send a smaller one`,
  );
