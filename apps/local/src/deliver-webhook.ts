import type { Clock } from '@thumbing/pipeline';
import { Webhook } from 'standardwebhooks';
import type { WebhookMessage } from './adapters/webhook-events.ts';

export interface DeliverWebhookDeps {
  /** By the webhook's URL. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly clock: Pick<Clock, 'now'>;
}

/** What Standard Webhooks asks receivers to keep to. */
const TIMEOUT_MILLISECONDS = 15_000;

/** Sends one event to one webhook, signed by Standard Webhooks. Throws unless the receiver took it. */
export const deliverWebhook =
  ({ secrets, clock }: DeliverWebhookDeps) =>
  async ({ url, event }: WebhookMessage): Promise<void> => {
    const secret = secrets.get(url);
    // Taken out of the configuration while the event was waiting.
    if (secret === undefined) return;

    const body = JSON.stringify(event);
    const now = clock.now();
    const response = await fetch(url, {
      method: 'POST',
      // A receiver that moved is to be configured anew: a redirect could lead anywhere.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign(event.id, now, body),
      },
      body,
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
  };
