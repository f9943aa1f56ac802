import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { idOf, inboxContract } from '@thumbing/pipeline/testing';
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

it("sends with a hash of the image's group, by which fair queues take turns", async () => {
  const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
  const inbox = sqsInbox(QueueUrl, aws.sqs);
  for (const [n, group] of ['ada', 'ü|🙂', 'ada'].entries()) {
    await inbox.send({ profile: 'avatar', id: idOf(n) }, { group });
  }
  const groups = new Map<string, string | undefined>();
  while (groups.size < 3) {
    const { Messages = [] } = await aws.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['MessageGroupId'],
      }),
    );
    for (const { Body = '', Attributes } of Messages) groups.set(Body, Attributes?.MessageGroupId);
  }
  const hashes = [...groups].sort().map(([, hash]) => hash);
  expect(hashes).toEqual([hashes[0], expect.stringMatching(/^[0-9a-f]{64}$/), hashes[0]]);
  expect(hashes[0]).not.toBe(hashes[1]);
});
