import { text } from 'node:stream/consumers';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { serve, waitUntil } from '@thumbing/adapters/testing';
import { event, type Event } from '@thumbing/config';
import { eventOf, eventsContract } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { aws, newName, newTopic } from '../../testing/aws.ts';
import { unwrapSns } from '../../messages/unwrap-sns.ts';
import { snsEvents } from './sns-events.ts';

/** Queue that a topic may write to. */
async function newQueue(TopicArn: string) {
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

/** Subscribes a queue to a topic, optionally with a filter policy. Returns a function that receives events. */
async function queueSubscriber(TopicArn: string, filter?: object) {
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

const confirmation = z.object({
  Type: z.literal('SubscriptionConfirmation'),
  SubscribeURL: z.string(),
});

/** Subscribes an HTTP server to a topic, and confirms the subscription. Returns the events it receives. */
async function serverSubscriber(TopicArn: string) {
  const taken: Event[] = [];
  const confirmed = Promise.withResolvers<unknown>();
  const take = async (body: string): Promise<void> => {
    const { data } = confirmation.safeParse(JSON.parse(body));
    if (data) confirmed.resolve(await fetch(data.SubscribeURL));
    else taken.push(event.parse(unwrapSns(body)));
  };
  const { url, close } = await serve(() => (request, response) => {
    void text(request)
      .then(take)
      .then(
        () => 200,
        () => 400,
      )
      .then((status) => response.writeHead(status).end());
  });
  await aws.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'http', Endpoint: url }));
  await confirmed.promise;
  return {
    received: (count: number) => waitUntil(() => (countIds(taken) >= count ? taken : undefined)),
    close,
  };
}

const countIds = (events: readonly Event[]): number => new Set(events.map(({ id }) => id)).size;

eventsContract('SNS, to a queue', async () => {
  const topic = await newTopic();
  return {
    events: snsEvents(topic, aws.sns),
    received: await queueSubscriber(topic),
    close: async () => undefined,
  };
});

eventsContract('SNS, to a server', async () => {
  const topic = await newTopic();
  return { events: snsEvents(topic, aws.sns), ...(await serverSubscriber(topic)) };
});

describe('snsEvents', () => {
  it('lets subscribers filter by type and by profile', async () => {
    const topic = await newTopic();
    const events = snsEvents(topic, aws.sns);
    const received = await queueSubscriber(topic, {
      type: ['thumbing.image.ready'],
      profile: ['banner'],
    });
    const all = await queueSubscriber(topic);
    const banner = (n: number, type?: Event['type']): Event => {
      const { data, ...rest } = eventOf(n, type);
      return { ...rest, data: { ...data, image: { ...data.image, profile: 'banner' } } };
    };
    await events.publish(eventOf(1));
    await events.publish(banner(2, 'thumbing.image.deleted'));
    await events.publish(banner(3));
    expect(await all(3)).toHaveLength(3);
    expect(await received(1)).toEqual([banner(3)]);
  });
});
