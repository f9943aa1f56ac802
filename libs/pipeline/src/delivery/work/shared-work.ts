/** Work that several callers wait for. */
export interface SharedWork<T> {
  /** Result for one of them. */
  readonly result: Promise<T>;
  /** True unless the caller was the first. */
  readonly joined: boolean;
}

type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Runs this work, unless work of the same key runs already. */
export type Share<T> = (key: string, work: Work<T>, signal?: AbortSignal) => SharedWork<T>;

interface Running<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Runs work once for all who ask for the same key while it runs, and until its result is `kept`, so that the next to ask finds it. A caller whose signal aborts is let go with its reason, and the
 * last one to leave aborts the work.
 */
export function sharedWork<T>(kept: (result: T) => Promise<unknown> = nothing): Share<T> {
  const running = new Map<string, Running<T>>();

  const start = (key: string, work: Work<T>): Running<T> => {
    const stop = new AbortController();
    const result = work(stop.signal);
    const forget = (): void => {
      if (running.get(key)?.stop === stop) running.delete(key);
    };
    void result.then(kept).then(forget, forget);
    const started = { result, stop, waiting: 0 };
    running.set(key, started);
    return started;
  };

  return (key, work, signal) => {
    const found = running.get(key);
    const joined = found ?? start(key, work);
    joined.waiting += 1;
    const leave = (): void => {
      joined.waiting -= 1;
      if (joined.waiting > 0) return;
      // The next to ask must not get work that is being stopped.
      if (running.get(key) === joined) running.delete(key);
      joined.stop.abort(signal?.reason);
    };
    return { result: untilAborted(joined.result, signal, leave), joined: found !== undefined };
  };
}

async function untilAborted<T>(
  result: Promise<T>,
  signal: AbortSignal | undefined,
  onAbort: () => void,
): Promise<T> {
  if (!signal) return result;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    onAbort();
    aborted.reject(signal.reason);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([result, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const nothing = (): Promise<void> => Promise.resolve();
