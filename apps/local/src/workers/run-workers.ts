import { deliverWebhook } from '@thumbing/adapters';
import { INBOX_RETRIES, WEBHOOK_RETRIES, type OriginalKey } from '@thumbing/config';
import { rendersAtOnce } from '@thumbing/image-processor';
import { giveUp } from '@thumbing/pipeline';
import { processImage, type ProcessImageDeps } from '@thumbing/pipeline/process-image';
import { consume, type ConsumeOptions, type Failed } from '../queues/consume.ts';
import type { Log } from '../util/log.ts';
import { tidy } from './sweep.ts';
import type { Wired } from '../compose.ts';

/** How many events one webhook is sent at once. */
const EVENTS_AT_ONCE = 4;

/** Seconds until an image that could not be given up is given up again. */
const DEAD_LETTERS_PAUSE = 60;

const TIDY_INTERVAL = 60 * 60 * 1_000;

type WorkDeps = Wired & Pick<ProcessImageDeps, 'materials'>;

/** Does everything that no request waits for, until told to stop; ends when what was begun has ended. */
export async function work(deps: WorkDeps, log: Log, signal: AbortSignal): Promise<void> {
  const { queues, clock, config } = deps;
  const failing =
    (doing: string): ConsumeOptions<OriginalKey>['onError'] =>
    (error, failed) =>
      log(
        failed
          ? `image ${failed.message.id}: ${doing} failed, attempt ${failed.attempt}`
          : `${doing}: the queue cannot be used`,
        error,
      );

  await Promise.all([
    consume({
      queue: queues.inbox,
      handle: processImage(deps),
      concurrency: rendersAtOnce(config.limits),
      retryAfterSeconds: INBOX_RETRIES.secondsAfter,
      onError: failing('processing'),
      clock,
      signal,
    }),
    consume({
      queue: queues.deadLetters,
      handle: giveUp(deps),
      concurrency: 1,
      retryAfterSeconds: () => DEAD_LETTERS_PAUSE,
      onError: failing('giving it up'),
      clock,
      signal,
    }),
    ...queues.webhooks.map(({ url, secret, queue }) =>
      consume({
        queue,
        handle: deliverWebhook({ url, secret, clock }),
        concurrency: EVENTS_AT_ONCE,
        retryAfterSeconds: WEBHOOK_RETRIES.secondsAfter,
        onError: failingWebhook(url, log),
        clock,
        signal,
      }),
    ),
    tidyRegularly(deps, log, signal),
  ]);
}

/** Only the origin of a webhook is told: its path may be a secret. */
function failingWebhook(url: string, log: Log): ConsumeOptions<{ readonly id: string }>['onError'] {
  const webhook = `webhook of ${new URL(url).origin}`;
  return (error, failed) => {
    log(`${webhook}: ${failed ? howFailed(failed) : 'the queue cannot be used'}`, error);
  };
}

function howFailed({ message, attempt }: Failed<{ readonly id: string }>): string {
  const failed = `event ${message.id} failed, attempt ${attempt}`;
  return attempt < WEBHOOK_RETRIES.attempts
    ? failed
    : `${failed}; it is given up, a dead letter now`;
}

async function tidyRegularly(deps: Wired, log: Log, signal: AbortSignal): Promise<void> {
  const { clock } = deps;
  while (!signal.aborted) {
    try {
      await tidy({
        ...deps,
        onError: (error, { id }) => log(`image ${id}: tidying failed`, error),
      });
    } catch (error) {
      log('tidying failed', error);
    }
    await clock.sleep(TIDY_INTERVAL, signal);
  }
}
