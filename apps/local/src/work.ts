import { giveUp } from '@thumbing/pipeline';
import { processImage } from '@thumbing/pipeline/process-image';
import { consume } from './consume.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { tidy } from './housekeeping.ts';
import type { Log } from './log.ts';
import { retryAfterSeconds } from './queues.ts';
import type { State } from './state.ts';
import type { Wired } from './wire.ts';
import { workersFor } from './workers.ts';

/** How many webhooks are called at once: one slow receiver must not hold up the others. */
const WEBHOOK_WORKERS = 8;

const TIDY_INTERVAL = 60 * 60 * 1_000;

/** Does everything that no request waits for, until told to stop; ends when what was begun has ended. */
export async function work(
  deps: Wired,
  { secrets }: Pick<State, 'secrets'>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const { queues, clock, config } = deps;
  const failing =
    (what: string) =>
    (error: unknown, attempt?: number): void =>
      log(
        attempt === undefined ? `${what}: no work to be had` : `${what}: attempt ${attempt} failed`,
        error,
      );

  await Promise.all([
    consume({
      queue: queues.inbox,
      handle: processImage(deps),
      concurrency: workersFor(config.limits),
      retryAfterSeconds: retryAfterSeconds.inbox,
      onError: failing('an image'),
      clock,
      signal,
    }),
    consume({
      queue: queues.deadLetters,
      handle: giveUp(deps),
      concurrency: 1,
      retryAfterSeconds: retryAfterSeconds.deadLetters,
      onError: failing('an image that failed'),
      clock,
      signal,
    }),
    consume({
      queue: queues.webhooks,
      handle: deliverWebhook({ secrets: secrets.webhooks, clock }),
      concurrency: WEBHOOK_WORKERS,
      retryAfterSeconds: retryAfterSeconds.webhooks,
      onError: failing('a webhook'),
      clock,
      signal,
    }),
    tidyRegularly(deps, failing('tidying'), signal),
  ]);
}

async function tidyRegularly(
  { config, ...deps }: Wired,
  onError: (error: unknown, attempt: number) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await tidy({ ...deps, retention: config.retention });
    } catch (error) {
      onError(error, attempt);
    }
    await deps.clock.sleep(TIDY_INTERVAL, signal);
  }
}
