import type { Retries } from '@thumbing/config';
import type { SQSRecord } from 'aws-lambda';
import { once } from './once.ts';

/** Has a message that failed come again as its retries say. */
export function retryLater(
  queueUrl: string,
  { secondsAfter }: Retries,
): (record: Pick<SQSRecord, 'receiptHandle' | 'attributes'>) => Promise<void> {
  // The client is loaded with the first failure, and most functions never see one.
  const hide = once(async () => (await import('./visibility.ts')).visibilityOf(queueUrl));
  return async ({ receiptHandle, attributes }) => {
    const hideFor = await hide();
    await hideFor(receiptHandle, secondsAfter(Number(attributes.ApproximateReceiveCount)));
  };
}
