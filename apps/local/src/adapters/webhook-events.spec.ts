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
import { webhookEvents } from './webhook-events.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

eventsContract('signed webhooks over HTTP', async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  const subscriber = await receiver({ secret: () => secret });
  const webhook = { url: subscriber.url, secret };
  const { webhooks } = openQueues(database, clock, [webhook]);
  const stop = new AbortController();
  const working = Promise.all(
    webhooks.map(({ queue }) =>
      consume({
        queue,
        handle: deliverWebhook({ ...webhook, clock }),
        concurrency: 2,
        retryAfterSeconds: () => 0,
        onError: () => undefined,
        clock,
        signal: stop.signal,
      }),
    ),
  );
  return {
    events: webhookEvents(webhooks),
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
    const sent: string[] = [];
    const queue = (name: string) => ({
      send: async ({ type }: Event) => void sent.push(`${name}: ${type}`),
    });
    const events = webhookEvents([
      { queue: queue('all') },
      { queue: queue('some'), events: ['thumbing.image.ready'] },
    ]);
    await events.publish(eventOf('thumbing.image.ready'));
    await events.publish(eventOf('thumbing.image.deleted'));
    expect(sent).toEqual([
      'all: thumbing.image.ready',
      'some: thumbing.image.ready',
      'all: thumbing.image.deleted',
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
