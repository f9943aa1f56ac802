import type { Clock, Grant } from '@thumbing/pipeline';
import { UploadError } from './upload-checks.ts';

/** Milliseconds that an upload may go on after its grant has expired. */
export const GRACE = 10 * 60_000;

/** Milliseconds over which the rate of an upload is measured. */
const WINDOW = 30_000;

/** Least rate in bytes a second. */
const LEAST_RATE = 1_000;

type PaceClock = Pick<Clock, 'now' | 'monotonic' | 'sleep'>;

/** State of an upload that its watch looks at. */
interface Progress {
  bytes: number;
  /** False while the disk is written, whose slowness is not the client's. */
  isReading: boolean;
}

/**
 * Passes the bytes through, and throws an `UploadError` as soon as they are overdue or too slow. Otherwise a client that
 * sends a byte a minute would hold a connection and a file for as long as it likes.
 */
export async function* requirePace(
  { expiresAt }: Pick<Grant, 'expiresAt'>,
  body: AsyncIterable<Buffer>,
  clock: PaceClock,
): AsyncGenerator<Buffer, void> {
  const progress: Progress = { bytes: 0, isReading: true };
  const [ended, failed] = [new AbortController(), new AbortController()];
  const allowed = expiresAt.getTime() - clock.now().getTime() + GRACE;
  void watch(progress, allowed, clock, ended.signal).then(
    (error) => {
      if (error) failed.abort(error);
    },
    (error: unknown) => failed.abort(error),
  );
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      progress.isReading = true;
      const next = await nextUnless(failed.signal, chunks);
      if (next.done) return;
      progress.bytes += next.value.length;
      progress.isReading = false;
      yield next.value;
    }
  } finally {
    ended.abort();
    // Not awaited: it may wait for bytes that never come. The connection is closed after the response.
    void chunks.return?.();
  }
}

/** The next item, or the reason of the signal. A handler is replaced, not added, by the next call. */
async function nextUnless<T>(
  signal: AbortSignal,
  items: AsyncIterator<T>,
): Promise<IteratorResult<T>> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  signal.onabort = () => aborted.reject(signal.reason);
  return Promise.race([items.next(), aborted.promise]);
}

/** Resolves with an error as soon as an upload is overdue or too slow, or with nothing once the signal aborts. */
async function watch(
  progress: Progress,
  allowed: number,
  clock: PaceClock,
  ended: AbortSignal,
): Promise<UploadError | undefined> {
  // Counted in pauses: a process that was stopped, or a clock that was set, takes no time from the client.
  for (let left = allowed; left > 0; left -= WINDOW) {
    const pause = Math.min(WINDOW, left);
    const [bytes, since] = [progress.bytes, clock.monotonic()];
    await clock.sleep(pause, ended);
    if (ended.aborted) return undefined;
    const isJudged =
      pause === WINDOW && progress.isReading && clock.monotonic() - since < 2 * WINDOW;
    if (isJudged && progress.bytes - bytes < (LEAST_RATE * WINDOW) / 1_000) return tooSlow();
  }
  return overdue();
}

const tooSlow = (): UploadError =>
  ended(
    'too-slow',
    `the upload was slower than ${LEAST_RATE} bytes a second for ${WINDOW / 1_000} seconds; no part of it was kept`,
  );

const overdue = (): UploadError =>
  ended(
    'overdue',
    `the upload had not ended ${GRACE / 60_000} minutes after its grant expired; request a new grant`,
  );

/** The client may go on sending: the connection is of no use to either side. */
const ended = (code: string, detail: string): UploadError =>
  new UploadError(408, code, detail, { connection: 'close' });
