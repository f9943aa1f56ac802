/** A retry policy: the number of attempts, and the delays between them. */
export interface Retries {
  /** Number of attempts, including the first. */
  readonly attempts: number;
  /** Delay in seconds after the given attempt, counted from 1; 0 after the last. */
  readonly secondsAfter: (attempt: number) => number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const withDelays = (...seconds: readonly number[]): Retries => ({
  attempts: seconds.length + 1,
  secondsAfter: (attempt) => seconds[attempt - 1] ?? 0,
});

/** Processing of an original: 6 attempts within 6 minutes, quick for a glitch and patient for an outage. */
export const INBOX_RETRIES = withDelays(1, 4, 16, 64, 256);

/** Delivery of an event to a webhook: the schedule of Standard Webhooks. A receiver can be down for a day and miss nothing. */
export const WEBHOOK_RETRIES = withDelays(
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
);

/**
 * Spreads retries: each delay is up to a tenth longer, so that events which failed together are not sent again together.
 * `random` returns numbers from 0 to 1.
 */
export const withJitter = ({ attempts, secondsAfter }: Retries, random: () => number): Retries => ({
  attempts,
  secondsAfter: (attempt) => Math.round(secondsAfter(attempt) * (1 + random() / 10)),
});
