import type { Retries } from '@thumbing/config';
import type { SQSRecord } from 'aws-lambda';
import { once } from './once.ts';

export type RetryLater = (
  record: Pick<SQSRecord, 'receiptHandle' | 'attributes'>,
  /** Seconds that it is to stay hidden in any case. */
  atLeast?: number,
) => Promise<void>;

/** Has a message that failed come again as its retries say. */
export function retryLater(queueUrl: string, { secondsAfter }: Retries): RetryLater {
  // The client is loaded with the first failure, and most functions never see one.
  const messages = once(async () => (await import('./queue.ts')).queue(queueUrl));
  return async ({ receiptHandle, attributes }, atLeast = 0) => {
    const { hide } = await messages();
    const seconds = secondsAfter(Number(attributes.ApproximateReceiveCount));
    await hide(receiptHandle, atLeast + seconds);
  };
}
