import type { Clock } from '@thumbing/pipeline';
import type { Delivery, Queue } from './queue.ts';

export type Failed<Message> = Pick<Delivery<Message>, 'message' | 'attempt'>;

export interface ConsumeOptions<Message> {
  readonly queue: Pick<Queue<Message>, 'receive'>;
  /** Does the work; whatever it throws means: later, again. */
  readonly handle: (message: Message) => Promise<void>;
  /** How many messages are worked on at once. */
  readonly concurrency: number;
  /** How long to wait after the attempt of that number failed. */
  readonly retryAfterSeconds: (attempt: number) => number;
  /** Told of every attempt that failed; without one, of a queue that cannot be used. */
  readonly onError: (error: unknown, failed?: Failed<Message>) => void;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Takes no more messages; what is being worked on is finished. */
  readonly signal: AbortSignal;
}

/** How long one look into a queue waits for a message; any value will do, for the signal ends it. */
const WAIT_SECONDS = 20;

/** How long to leave a queue alone that cannot be used, such as one on a full disk. */
const BROKEN_QUEUE_PAUSE = 5_000;

/** Works on what a queue hands out until it is told to stop, and ends when the last work has ended. */
export async function consume<Message>(options: ConsumeOptions<Message>): Promise<void> {
  const { queue, handle, concurrency, retryAfterSeconds, onError, clock, signal } = options;
  /** What is wrong with the queue. Every worker meets it again and again; it is told once. */
  let trouble: string | undefined;

  /** Asks the queue until it answers. A delivery left unanswered would be hidden for as long as work may take. */
  const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> => {
    do {
      try {
        const answer = await question();
        trouble = undefined;
        return answer;
      } catch (error) {
        if (trouble !== String(error)) onError(error);
        trouble = String(error);
        await clock.sleep(BROKEN_QUEUE_PAUSE, signal);
      }
    } while (!signal.aborted);
    return undefined;
  };

  const attempt = async (delivery: Delivery<Message>): Promise<void> => {
    try {
      await handle(delivery.message);
    } catch (error) {
      onError(error, delivery);
      return ask(() => delivery.retry(retryAfterSeconds(delivery.attempt)));
    }
    return ask(() => delivery.done());
  };

  const work = async (): Promise<void> => {
    while (!signal.aborted) {
      const options = { max: 1, waitSeconds: WAIT_SECONDS, signal };
      const deliveries = await ask(() => queue.receive(options));
      for (const delivery of deliveries ?? []) await attempt(delivery);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}
