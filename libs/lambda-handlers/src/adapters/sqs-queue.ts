import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { OriginalKey } from '@thumbing/config';

/** What can be asked of a queue beside what Lambda's poller does. */
export const sqsQueue = (client: SQSClient, queueUrl: string) => ({
  /** Hides a message that was handed out for so many seconds, up to 12 hours; then it is handed out again. */
  hide: async (receiptHandle: string, seconds: number): Promise<void> => {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  },
  /** Puts an image into the inbox, to be handed out after so many seconds, up to 15 minutes. */
  sendLater: async (image: OriginalKey, seconds: number): Promise<void> => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(image),
        DelaySeconds: seconds,
      }),
    );
  },
});
