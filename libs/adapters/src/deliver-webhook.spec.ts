import { event } from '@thumbing/config';
import { eventOf } from '@thumbing/pipeline/testing';
import { deliverWebhook } from './deliver-webhook.ts';
import { systemClock as clock } from './system-clock.ts';
import { receiver, type Receiver } from './testing/receiver.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

let subscriber: Receiver;
afterEach(() => subscriber.close());

it('sends the event as it was published, signed by Standard Webhooks', async () => {
  subscriber = await receiver({ secret: () => secret });
  await deliverWebhook({ url: subscriber.url, secret, clock })(eventOf(1));
  expect(subscriber.accepted).toEqual([event.parse(eventOf(1))]);
  expect(subscriber.requested).toEqual([eventOf(1).id]);
});

it('throws when the receiver rejects the signature', async () => {
  subscriber = await receiver({ secret: () => 'whsec_c29tZW9uZSBlbHNlJ3M=' });
  await expect(deliverWebhook({ url: subscriber.url, secret, clock })(eventOf(1))).rejects.toThrow(
    'the webhook responded with 400',
  );
  expect(subscriber.accepted).toEqual([]);
});

it.each([302, 404, 500])('throws for status %d, and follows no redirect', async (status) => {
  subscriber = await receiver({ secret: () => secret, failures: { status, times: 1 } });
  await expect(deliverWebhook({ url: subscriber.url, secret, clock })(eventOf(1))).rejects.toThrow(
    `the webhook responded with ${status}`,
  );
  expect(subscriber.requested).toHaveLength(1);
});
