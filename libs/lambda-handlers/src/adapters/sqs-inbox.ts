import { createHash } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Inbox } from '@thumbing/pipeline';

/**
 * Group by which a standard queue takes turns:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 * A hash, since a group may have 128 characters of ASCII only, and says nothing about the owner in a log.
 */
const messageGroupOf = (owner: string): string => createHash('sha256').update(owner).digest('hex');

/**
 * Sends to the queue that S3 notifies of new originals. `originals-in.ts` reads these messages beside
 * those of S3.
 */
export const sqsInbox = (queueUrl: string, client = new SQSClient()): Inbox => ({
  send: async (image, { group }) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(image),
        MessageGroupId: messageGroupOf(group),
      }),
    );
  },
});
