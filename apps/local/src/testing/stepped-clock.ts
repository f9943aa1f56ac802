import type { Clock } from '@thumbing/pipeline';

export interface SteppedClock extends Clock {
  /** Lets this time pass, and ends the sleeps that are over then. */
  readonly step: (milliseconds: number) => void;
  /** Number of sleeps in progress. */
  readonly sleeping: () => number;
}

/** Clock whose time passes when a test says so. */
export function steppedClock(start = '2026-01-01T00:00:00.000Z'): SteppedClock {
  let elapsed = 0;
  const sleeps = new Set<{ readonly until: number; readonly end: () => void }>();
  return {
    now: () => new Date(Date.parse(start) + elapsed),
    monotonic: () => elapsed,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const sleep = {
          until: elapsed + milliseconds,
          end: () => {
            sleeps.delete(sleep);
            resolve();
          },
        };
        sleeps.add(sleep);
        signal?.addEventListener('abort', sleep.end, { once: true });
        if (signal?.aborted) sleep.end();
      }),
    step: (milliseconds) => {
      elapsed += milliseconds;
      for (const { until, end } of [...sleeps]) if (until <= elapsed) end();
    },
    sleeping: () => sleeps.size,
  };
}
