import type { Event } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import { Webhook } from 'standardwebhooks';

export interface DeliverWebhookDeps {
  readonly url: string;
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Time that Standard Webhooks gives receivers to respond. */
const TIMEOUT_MILLISECONDS = 15_000;

/** Sends an event to a webhook, signed by Standard Webhooks. Throws unless the response is 2xx. */
export const deliverWebhook =
  ({ url, secret, clock }: DeliverWebhookDeps) =>
  async (event: Event): Promise<void> => {
    const body = JSON.stringify(event);
    const now = clock.now();
    const response = await fetch(url, {
      method: 'POST',
      // A redirect could lead anywhere. A receiver that moved needs a new configuration.
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
    if (!response.ok) throw new Error(`the webhook responded with ${response.status}`);
  };
