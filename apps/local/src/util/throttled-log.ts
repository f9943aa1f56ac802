import type { Clock } from '@thumbing/pipeline';
import type { Log } from './log.ts';

/** Milliseconds between two lines with the same message. */
const INTERVAL = 60_000;

/**
 * Logs each message at once, and repetitions only once a minute, with their number: strangers who send the same
 * mistake again and again would fill the disk. For a fixed set of messages, all of which it remembers.
 */
export function throttledLog(log: Log, clock: Pick<Clock, 'monotonic'>): (message: string) => void {
  const logged = new Map<string, { readonly at: number; repeated: number }>();
  return (message) => {
    const at = clock.monotonic();
    const last = logged.get(message);
    if (last && at - last.at < INTERVAL) {
      last.repeated += 1;
      return;
    }
    logged.set(message, { at, repeated: 0 });
    log(last?.repeated ? `${message}, and ${last.repeated} times since the last line` : message);
  };
}
