import { webhookHeaders, type Event, type WebhookHeaders } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import { Webhook } from 'standardwebhooks';

/** The receiver of a webhook, and all that signing for it takes. */
export interface DeliverWebhookDeps {
  /** Gets each event as a POST request; redirects are not followed. */
  readonly url: string;
  /** Signing secret of Standard Webhooks: base64, with or without the prefix `whsec_`. */
  readonly secret: string;
  /** Dates the signatures; receivers refuse old ones. */
  readonly clock: Pick<Clock, 'now'>;
}

/** A signal to end the request before its 15 seconds are over. */
export interface DeliverWebhookOptions {
  /** Ends the request: the receiver may have accepted the event, or not. */
  readonly signal?: AbortSignal | undefined;
}

/** Time that Standard Webhooks gives receivers to respond. */
const TIMEOUT_MILLISECONDS = 15_000;

/** Sends an event to a webhook, signed by Standard Webhooks. Throws unless a 2xx response comes within 15 seconds. */
export const deliverWebhook =
  ({ url, secret, clock }: DeliverWebhookDeps) =>
  async (event: Event, { signal }: DeliverWebhookOptions = {}): Promise<void> => {
    const body = JSON.stringify(event);
    const now = clock.now();
    const headers: WebhookHeaders = {
      'content-type': webhookHeaders.shape['content-type'].value,
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(event.id, now, body),
    };
    const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const response = await fetch(url, {
      method: 'POST',
      // A redirect could lead anywhere. A receiver that moved needs a new configuration.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers,
      body,
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook responded with ${response.status}`);
  };
