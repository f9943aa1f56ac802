import { text } from 'node:stream/consumers';
import { ConfirmSubscriptionCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { serve, waitUntil, type Served } from '@thumbing/adapters/testing';
import { event, type Event, type EventType } from '@thumbing/config';
import type { Emulator } from '@thumbing/tools-emulator';
import * as z from 'zod';

const message = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal('SubscriptionConfirmation'), Token: z.string() }),
  z.object({
    Type: z.literal('Notification'),
    Message: z.string(),
    MessageAttributes: z.record(z.string(), z.object({ Value: z.string() })),
  }),
]);

export interface Notification {
  readonly event: Event;
  /** The message attributes, which filter policies match. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Subscriber {
  /** Waits for an event about an image. */
  readonly received: (id: string, type: EventType) => Promise<Notification>;
  readonly close: Served['close'];
}

/** An HTTP server that subscribes to a topic. */
export async function subscribe(emulator: Emulator, topic: string): Promise<Subscriber> {
  const client = new SNSClient(emulator);
  const all: Notification[] = [];
  let token: string | undefined;
  const { url, close } = await serve(() => (request, response) => {
    void text(request).then((body) => {
      const received = message.parse(JSON.parse(body));
      if (received.Type === 'SubscriptionConfirmation') token = received.Token;
      else all.push(notificationIn(received));
      response.end();
    });
  });
  await client.send(new SubscribeCommand({ TopicArn: topic, Protocol: 'http', Endpoint: url }));
  const Token = await waitUntil(() => token);
  await client.send(new ConfirmSubscriptionCommand({ TopicArn: topic, Token }));
  return {
    received: (id, type) =>
      waitUntil(() => all.find(({ event }) => event.subject === id && event.type === type)),
    close,
  };
}

const notificationIn = ({
  Message,
  MessageAttributes,
}: Extract<z.output<typeof message>, { Type: 'Notification' }>): Notification => ({
  event: event.parse(JSON.parse(Message)),
  attributes: Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]),
  ),
});
