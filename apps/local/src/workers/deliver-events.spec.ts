import { receiver, waitUntil } from '@thumbing/adapters/testing';
import { memoryMetrics, type Measurement } from '@thumbing/pipeline/memory';
import { eventOf, sumsOf } from '@thumbing/pipeline/testing';
import { parts } from '../testing/parts.ts';
import { steppedClock } from '../testing/stepped-clock.ts';
import { FAILURES } from './circuit-breaker.ts';
import { deliverEvents } from './deliver-events.ts';

it('logs once that a webhook is down, and once that it is back, and no failure in between', async () => {
  const subscriber = await receiver({ secret: () => secret, failures: { status: 503, times: 12 } });
  const { origin } = new URL(subscriber.url);
  const url = `${origin}/hook?token=secret`;
  const { deps, dataDirectory, close } = await parts({ webhooks: [{ url }] });
  const secret = dataDirectory.webhooks[0]?.secret ?? '';
  for (let n = 1; n <= 20; n += 1) await deps.events.publish(eventOf(n));
  const clock = steppedClock();
  const logged: string[] = [];
  const recorded: Measurement[] = [];
  const stop = new AbortController();
  const delivering = Promise.all(
    deps.queues.webhooks.map((webhook) =>
      deliverEvents(
        webhook,
        {
          clock: { ...clock, now: () => new Date() },
          metrics: memoryMetrics(recorded),
          random: () => 0,
        },
        (message, cause) => void logged.push(`${message}: ${String(cause)}`),
        { receiving: stop.signal, working: new AbortController().signal },
      ),
    ),
  );
  await waitUntil(() => {
    clock.step(1_000);
    return logged.some((line) => line.includes('back after'));
  });
  await waitUntil(() => subscriber.accepted.length >= 20 - 12);
  stop.abort();
  await delivering;
  const prefix = `webhook of ${origin}: `;
  expect(logged.every((line) => line.startsWith(prefix))).toBe(true);
  const isFailure = (line: string) =>
    / event .* failed, attempt 1: Error: the webhook responded with 503$/.test(line);
  expect(logged.filter(isFailure).length).toBeLessThan(FAILURES);
  expect(logged.filter((line) => !isFailure(line))).toEqual([
    expect.stringMatching(/ down after 5 failures in a row: .* responded with 503$/),
    expect.stringMatching(/ back after 12 failed attempts in \d+ seconds: undefined$/),
  ]);
  expect(sumsOf(recorded)).toContainEqual({
    name: 'failed_attempts',
    labels: { queue: 'webhook' },
    value: 12,
  });
  const timed = recorded.filter(({ labels }) => labels['step'] === 'deliver');
  expect(timed).toHaveLength(12 + subscriber.accepted.length);
  await close();
  await subscriber.close();
});
