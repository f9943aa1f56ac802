import type { Clock } from '@thumbing/pipeline';
import { reasonOf } from '../util/reason-of.ts';
import type { Delivery, Queue } from './queue.ts';

export type FailedDelivery<Message> = Pick<Delivery<Message>, 'message' | 'attempt'>;

export interface ConsumeOptions<Message> {
  readonly queue: Pick<Queue<Message>, 'receive'>;
  /** Processes a message. Throws to have it retried. The signal aborts when its result is no longer awaited. */
  readonly handle: (message: Message, options: { readonly signal: AbortSignal }) => Promise<void>;
  /** Number of messages processed at the same time. */
  readonly concurrency: number;
  /** Delay after the failed attempt of this number. */
  readonly retryAfterSeconds: (attempt: number) => number;
  /** True for an error that a later attempt would meet again: the message is parked. @default always false */
  readonly isLasting?: (error: unknown) => boolean;
  /** Called for each failed attempt, and without `failed` for a queue that cannot be used. */
  readonly onError: (error: unknown, failed?: FailedDelivery<Message>) => void;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly stop: StopSignals;
}

/** The two steps of a stop, in this order. */
export interface StopSignals {
  /** Ends receiving. Messages in work are finished. */
  readonly receiving: AbortSignal;
  /** Ends the work too: messages in work are released, and their handlers are not awaited. */
  readonly working: AbortSignal;
}

/** Seconds that one `receive` waits for a message. Any value will do, since the signal ends the wait. */
const WAIT_SECONDS = 20;

/** Milliseconds until the next use of a queue that cannot be used, for example on a full disk. */
const BROKEN_QUEUE_PAUSE = 5_000;

/** Processes messages of a queue until it is stopped, and resolves when the last one is finished or released. */
export async function consume<Message>(options: ConsumeOptions<Message>): Promise<void> {
  const { queue, handle, concurrency, retryAfterSeconds, onError, clock, stop } = options;
  const { isLasting = () => false } = options;
  /** Current failure of the queue. Every worker meets it repeatedly, but it is reported once. */
  let failure: string | undefined;

  /** Repeats a call of the queue until it succeeds: an unanswered message would be hidden for an hour. */
  const untilSuccess = async <Result>(call: () => Promise<Result>): Promise<Result | undefined> => {
    do {
      try {
        const result = await call();
        failure = undefined;
        return result;
      } catch (error) {
        if (failure !== String(error)) onError(error);
        failure = String(error);
        await clock.sleep(BROKEN_QUEUE_PAUSE, stop.receiving);
      }
    } while (!stop.receiving.aborted);
    return undefined;
  };

  const attempt = async (delivery: Delivery<Message>): Promise<void> => {
    try {
      await unlessAborted(stop.working, handle(delivery.message, { signal: stop.working }));
    } catch (error) {
      if (stop.working.aborted) return untilSuccess(() => delivery.release());
      onError(error, delivery);
      if (isLasting(error)) return untilSuccess(() => delivery.park());
      return untilSuccess(() =>
        delivery.retry(retryAfterSeconds(delivery.attempt), reasonOf(error)),
      );
    }
    return untilSuccess(() => delivery.done());
  };

  const work = async (): Promise<void> => {
    while (!stop.receiving.aborted) {
      const options = { max: 1, waitSeconds: WAIT_SECONDS, signal: stop.receiving };
      const deliveries = await untilSuccess(() => queue.receive(options));
      for (const delivery of deliveries ?? []) await attempt(delivery);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

/** Awaits the work, but throws the signal's reason as soon as it aborts: the work may not heed the signal. */
async function unlessAborted(signal: AbortSignal, work: Promise<void>): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
