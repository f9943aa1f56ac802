import * as z from 'zod';

/** Media type of an event: the JSON format of CloudEvents. */
export const EVENT_MEDIA_TYPE = 'application/cloudevents+json';

/** Headers of a webhook request, which Standard Webhooks names. `docs/events.md` has their descriptions, too. */
export const webhookHeaders = z.object({
  /** Media type of the body, and its encoding. */
  'content-type': z.literal(`${EVENT_MEDIA_TYPE}; charset=utf-8`),
  /** Key for ignoring copies. */
  'webhook-id': z.string().describe('the `id` of the event, the same on every attempt'),
  /** Part of what is signed, so that a recorded request cannot be replayed later. */
  'webhook-timestamp': z
    .string()
    .regex(/^[0-9]+$/)
    .describe('the time of this attempt, in seconds since 1970'),
  /** Proof that the request is from Thumbing. Without a pattern: other versions of signatures may be added. */
  'webhook-signature': z
    .string()
    .describe('`v1,` and a signature in base64; several signatures are separated by spaces'),
});
/** Headers of a webhook request. */
export interface WebhookHeaders extends z.output<typeof webhookHeaders> {}
