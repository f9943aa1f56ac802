import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Hides a received message for so many seconds, up to 12 hours; then the queue delivers it again. */
export type ChangeVisibility = (receiptHandle: string, seconds: number) => Promise<void>;

export const messageVisibility =
  (queueUrl: string, client = new SQSClient()): ChangeVisibility =>
  async (receiptHandle, seconds) => {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  };
