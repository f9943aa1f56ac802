import type { Event, Webhook } from '@thumbing/config';
import type { Events } from '@thumbing/pipeline';
import type { Queue } from './queue.ts';

export interface QueuedWebhook extends Pick<Webhook, 'events'> {
  readonly queue: Pick<Queue<Event>, 'send'>;
}

/** Sends an event to the queue of every webhook subscribed to its type. */
export const webhookEvents = (webhooks: readonly QueuedWebhook[]): Events => ({
  publish: async (event) => {
    for (const { events, queue } of webhooks) {
      if (!events || events.includes(event.type)) await queue.send(event);
    }
  },
});
