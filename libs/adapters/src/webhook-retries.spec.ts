import { WEBHOOK_ATTEMPTS, webhookRetryAfterSeconds } from './webhook-retries.ts';

it('goes on for more than a day, and waits longer each time', () => {
  const waits = Array.from({ length: WEBHOOK_ATTEMPTS - 1 }, (_, n) =>
    webhookRetryAfterSeconds(n + 1),
  );
  expect(waits.reduce((sum, seconds) => sum + seconds)).toBeGreaterThan(24 * 3_600);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
});
