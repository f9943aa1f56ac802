import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Inbox } from '@thumbing/pipeline';

/**
 * Sends to the queue that S3 notifies of new originals. `originals-in.ts` reads these messages beside
 * those of S3.
 */
export const sqsInbox = (queueUrl: string, client = new SQSClient()): Inbox => ({
  send: async (image, { delaySeconds } = {}) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(image),
        DelaySeconds: delaySeconds,
      }),
    );
  },
});
