import { join } from 'node:path';
import { deliverWebhook, systemClock as clock } from '@thumbing/adapters';
import { receiver } from '@thumbing/adapters/testing';
import type { Event } from '@thumbing/config';
import { eventOf, eventsContract } from '@thumbing/pipeline/testing';
import { consume } from './consume.ts';
import { openQueues } from './open-queues.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from '../storage/database.ts';
import { steadyClock } from '../storage/steady-clock.ts';
import { webhookEvents } from './webhook-events.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

eventsContract('signed webhooks over HTTP', async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  const subscriber = await receiver({ secret: () => secret });
  const webhook = { url: subscriber.url, secret };
  const { webhooks } = openQueues({
    database,
    clock: steadyClock({ database, clock }),
    log: () => undefined,
    webhooks: [webhook],
  });
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
        stop: { receiving: stop.signal, working: new AbortController().signal },
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
  it('sends an event to every webhook subscribed to its type', async () => {
    const sent: string[] = [];
    const queue = (name: string) => ({
      send: async ({ type }: Event) => void sent.push(`${name}: ${type}`),
    });
    const events = webhookEvents([
      { queue: queue('all') },
      { queue: queue('some'), events: ['thumbing.image.ready'] },
    ]);
    await events.publish(eventOf(1));
    await events.publish(eventOf(1, 'thumbing.image.deleted'));
    expect(sent).toEqual([
      'all: thumbing.image.ready',
      'some: thumbing.image.ready',
      'all: thumbing.image.deleted',
    ]);
  });
});
