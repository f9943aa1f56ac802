import { BusyError } from './busy-error.ts';

/** Work at once, and callers that may wait for it. */
export interface TurnsOptions {
  /** Callers that work at the same time, at most. */
  readonly atOnce: number;
  /** Callers that wait, at most: another one is refused. */
  readonly waiting: number;
}

/** Resolves when a caller has waited for long enough, or when the signal aborts. */
export type Patience = (signal: AbortSignal) => Promise<void>;

/** Waits for a turn, and returns the function that ends it. */
export type TakeTurn = (signal?: AbortSignal) => Promise<() => void>;

/** Seconds after which a place is probably free. */
const RETRY_AFTER = 1;

/**
 * Lets callers work in turn. Throws a `BusyError` at once where too many wait: a request that is refused can be sent again, and one
 * that waits holds memory; and where a caller has waited for long enough. Throws the signal's reason for a caller that leaves
 * while it waits.
 */
export function turns({ atOnce, waiting }: TurnsOptions, patience: Patience): TakeTurn {
  const queue: (() => void)[] = [];
  let working = 0;
  /** Passes the turn on, so that nobody takes it before the next in line does. */
  const end = (): void => {
    const next = queue.shift();
    if (next) next();
    else working -= 1;
  };
  const busy = (fact: string): BusyError =>
    new BusyError(
      `${working} renditions are being made, ${fact}; try again in ${RETRY_AFTER} second`,
      RETRY_AFTER,
    );
  return async (signal) => {
    signal?.throwIfAborted();
    if (working < atOnce) {
      working += 1;
      return end;
    }
    if (queue.length >= waiting) throw busy(`and ${queue.length} wait`);
    await inLine(queue, patience, busy, signal);
    return end;
  };
}

/** Resolves when its turn in the queue comes. Leaves the queue when the signal aborts, or the patience ends. */
async function inLine(
  queue: (() => void)[],
  patience: Patience,
  busy: (fact: string) => BusyError,
  signal: AbortSignal | undefined,
): Promise<void> {
  const turn: PromiseWithResolvers<void> = Promise.withResolvers();
  const leave = (reason: unknown): void => {
    const at = queue.indexOf(turn.resolve);
    if (at === -1) return;
    queue.splice(at, 1);
    turn.reject(reason);
  };
  const onAbort = (): void => leave(signal?.reason);
  const over = new AbortController();
  queue.push(turn.resolve);
  signal?.addEventListener('abort', onAbort, { once: true });
  void patience(over.signal).then(() => leave(busy('and this one has waited for long enough')));
  try {
    await turn.promise;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    over.abort();
  }
}
