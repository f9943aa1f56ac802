const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** As Standard Webhooks proposes: a receiver may be down for a day and miss nothing. */
const RETRIES = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

/** How often an event is sent to a webhook before it is set aside. */
export const WEBHOOK_ATTEMPTS = RETRIES.length + 1;

/** How long to wait after the attempt of that number; after the last one there is nothing to wait for. */
export const webhookRetryAfterSeconds = (attempt: number): number => RETRIES[attempt - 1] ?? 0;
