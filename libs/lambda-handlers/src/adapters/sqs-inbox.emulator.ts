import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { inboxContract } from '@thumbing/pipeline/testing';
import { originalsIn } from '../messages/originals-in.ts';
import { aws, newName } from '../testing/aws.ts';
import { sqsInbox } from './sqs-inbox.ts';

inboxContract('SQS', async () => {
  const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
  return {
    inbox: sqsInbox(QueueUrl, aws.sqs),
    receive: async (waitSeconds) => {
      const { Messages = [] } = await aws.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: waitSeconds,
        }),
      );
      for (const { ReceiptHandle } of Messages) {
        await aws.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      // Read as `process-image` reads them.
      return Messages.flatMap(({ Body = '' }) =>
        originalsIn(Body, () => {
          throw new Error(`a message names no image: ${Body}`);
        }),
      );
    },
    close: async () => undefined,
  };
});
