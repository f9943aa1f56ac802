import { event, type Webhook } from '@thumbing/config';
import type { Events, Queue } from '@thumbing/pipeline';
import { z } from 'zod';

/** One event on its way to one webhook. */
export const webhookMessage = z.object({ url: z.string(), event });
export type WebhookMessage = z.output<typeof webhookMessage>;

/** Puts an event into the queue once for every webhook that wants it. */
export const webhookEvents = (
  webhooks: readonly Webhook[],
  queue: Pick<Queue<WebhookMessage>, 'send'>,
): Events => ({
  publish: async (event) => {
    for (const { url, events } of webhooks) {
      if (!events || events.includes(event.type)) await queue.send({ url, event });
    }
  },
});
