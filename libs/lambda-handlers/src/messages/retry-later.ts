import type { Retries } from '@thumbing/config';
import type { SQSRecord } from 'aws-lambda';
import { lazy } from '../runtime/lazy.ts';

export type RetryLater = (
  record: Pick<SQSRecord, 'receiptHandle' | 'attributes'>,
  /** Seconds added to the delay of this attempt. @default 0 */
  extraSeconds?: number,
) => Promise<void>;

/** Delays the next delivery of a failed message as the retry policy says. */
export function retryLater(queueUrl: string, { secondsAfter }: Retries): RetryLater {
  // The SQS client is loaded with the first failure: most instances of a function never see one.
  const visibility = lazy(async () =>
    (await import('./message-visibility.ts')).messageVisibility(queueUrl),
  );
  return async ({ receiptHandle, attributes }, extraSeconds = 0) => {
    const changeVisibility = await visibility();
    const seconds = secondsAfter(Number(attributes.ApproximateReceiveCount));
    await changeVisibility(receiptHandle, extraSeconds + seconds);
  };
}
