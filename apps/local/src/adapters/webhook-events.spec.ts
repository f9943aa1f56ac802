import { join } from 'node:path';
import type { Event, EventType } from '@thumbing/config';
import { eventsContract, idOf } from '@thumbing/pipeline/testing';
import { consume } from '../consume.ts';
import { deliverWebhook } from '../deliver-webhook.ts';
import { openQueues } from '../queues.ts';
import { receiver } from '../testing/receiver.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { systemClock as clock } from './system-clock.ts';
import { webhookEvents, type WebhookMessage } from './webhook-events.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

eventsContract('signed webhooks over HTTP', async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  const subscriber = await receiver({ secret: () => secret });
  const { webhooks } = openQueues(database, clock);
  const stop = new AbortController();
  const working = consume({
    queue: webhooks,
    handle: deliverWebhook({ secrets: new Map([[subscriber.url, secret]]), clock }),
    concurrency: 2,
    retryAfterSeconds: () => 0,
    onError: () => undefined,
    clock,
    signal: stop.signal,
  });
  return {
    events: webhookEvents([{ url: subscriber.url }], webhooks),
    received: subscriber.received,
    close: async () => {
      stop.abort();
      await working;
      await subscriber.close();
      database.close();
      await folder.close();
    },
  };
});

describe('webhookEvents', () => {
  it('sends an event to every webhook that wants its type', async () => {
    const sent: WebhookMessage[] = [];
    const events = webhookEvents(
      [
        { url: 'https://all.example.com' },
        { url: 'https://ready.example.com', events: ['thumbing.image.ready'] },
      ],
      { send: async (message) => void sent.push(message) },
    );
    await events.publish(eventOf('thumbing.image.ready'));
    await events.publish(eventOf('thumbing.image.deleted'));
    expect(sent.map(({ url, event }) => [url, event.type])).toEqual([
      ['https://all.example.com', 'thumbing.image.ready'],
      ['https://ready.example.com', 'thumbing.image.ready'],
      ['https://all.example.com', 'thumbing.image.deleted'],
    ]);
  });
});

const eventOf = (type: EventType): Event => ({
  specversion: '1.0',
  id: `${idOf(1)}.${type}`,
  source: 'urn:thumbing:images',
  type,
  subject: idOf(1),
  time: '2026-01-01T00:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    version: 1,
    image: {
      id: idOf(1),
      owner: 'ada',
      profile: 'avatar',
      status: 'ready',
      createdAt: '2026-01-01T00:00:00.000Z',
      renditions: [],
    },
  },
});
