import { ImageError } from '../errors.ts';

/** Waits for work no longer than a caller can be kept waiting. */
export interface Patience {
  /** Waits for this, and counts how long. Throws `too-slow` when the time is up, and the signal's reason when it aborts. */
  readonly waitFor: <T>(work: Promise<T>) => Promise<T>;
  /**
   * Waits so for each of the results. Who stops reading stops what makes them, and waits for what runs of it, unless
   * there is no waiting any more.
   */
  readonly forEach: <T>(
    results: AsyncGenerator<T, void, void>,
    stop: () => void,
  ) => AsyncGenerator<T, void, void>;
  /** Aborts when waiting has come to an end: whatever has not started yet never does. */
  readonly signal: AbortSignal;
}

/**
 * Patience for so many seconds in all, in which there is somebody who waits, however many they are. What a caller does
 * between two waits is not counted.
 */
export function patience(seconds: number, outer: AbortSignal | undefined): Patience {
  const over = new AbortController();
  const signal = outer ? AbortSignal.any([outer, over.signal]) : over.signal;
  let left = seconds * 1_000;
  let waits = 0;
  let started = 0;
  let timer: NodeJS.Timeout | undefined;

  async function waitFor<T>(work: Promise<T>): Promise<T> {
    // Whoever stops waiting leaves the work's failure to nobody.
    work.catch(() => undefined);
    signal.throwIfAborted();
    const stopped = Promise.withResolvers<never>();
    const stop = () => stopped.reject(signal.reason);
    signal.addEventListener('abort', stop);
    if (waits === 0) {
      started = performance.now();
      timer = setTimeout(() => over.abort(tooSlow(seconds)), left);
    }
    waits += 1;
    try {
      return await Promise.race([work, stopped.promise]);
    } finally {
      signal.removeEventListener('abort', stop);
      waits -= 1;
      if (waits === 0) {
        clearTimeout(timer);
        left -= performance.now() - started;
      }
    }
  }

  async function* forEach<T>(
    results: AsyncGenerator<T, void, void>,
    stop: () => void,
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
  return { waitFor, forEach, signal };
}

const tooSlow = (seconds: number): ImageError =>
  new ImageError(
    'too-slow',
    `this image took longer than the limit of ${seconds} seconds; send a smaller one`,
  );
