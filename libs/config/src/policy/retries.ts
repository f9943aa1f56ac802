/** How often something is tried, and how long is waited in between. */
export interface Retries {
  readonly attempts: number;
  /** Seconds to wait after the attempt of that number; after the last one there is nothing to wait for. */
  readonly secondsAfter: (attempt: number) => number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const waiting = (...seconds: readonly number[]): Retries => ({
  attempts: seconds.length + 1,
  secondsAfter: (attempt) => seconds[attempt - 1] ?? 0,
});

/** Of an original's processing: a short trouble is over soon, a long one has some minutes. */
export const INBOX_RETRIES = waiting(1, 4, 16, 64, 256);

/** Of an event to a webhook, as Standard Webhooks proposes: a receiver may be down for a day and miss nothing. */
export const WEBHOOK_RETRIES = waiting(
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
);
