import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { event, type Event } from '@thumbing/config';
import { aws, newName } from './aws.ts';

/** A queue that a topic may write to. */
export async function newQueue(TopicArn: string) {
  const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
  const { Attributes } = await aws.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const arn = Attributes?.QueueArn ?? '';
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
      Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
    },
  });
  await aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return { url: QueueUrl, arn };
}

/** Subscribes a queue to a topic, optionally with a filter policy. Returns a function that waits for so many events. */
export async function queueSubscriber(TopicArn: string, filter?: object) {
  const queue = await newQueue(TopicArn);
  await aws.sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: queue.arn,
      Attributes: {
        RawMessageDelivery: 'true',
        ...(filter && { FilterPolicy: JSON.stringify(filter) }),
      },
    }),
  );
  const taken: Event[] = [];
  return async (count: number): Promise<readonly Event[]> => {
    while (countIds(taken) < count) {
      const { Messages = [] } = await aws.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue.url,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 20,
        }),
      );
      taken.push(...Messages.map(({ Body = '' }) => event.parse(JSON.parse(Body))));
    }
    return taken;
  };
}

/** Number of events, without copies. */
export const countIds = (events: readonly Event[]): number =>
  new Set(events.map(({ id }) => id)).size;
