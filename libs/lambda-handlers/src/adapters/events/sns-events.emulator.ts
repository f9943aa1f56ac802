import { text } from 'node:stream/consumers';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { serve, waitUntil } from '@thumbing/adapters/testing';
import { event, type Event } from '@thumbing/config';
import { eventOf, eventsContract } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { aws, newTopic } from '../../testing/aws.ts';
import { countIds, queueSubscriber } from '../../testing/queue-subscriber.ts';
import { unwrapSns } from '../../messages/unwrap-sns.ts';
import { snsEvents } from './sns-events.ts';

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
