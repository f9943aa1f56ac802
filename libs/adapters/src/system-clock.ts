import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@thumbing/pipeline';

/** The clock of this machine. Aborting a `sleep` ends it early, without an error. */
export const systemClock: Clock = {
  // eslint-disable-next-line no-restricted-syntax -- This is the adapter that reads the clock.
  now: () => new Date(),
  monotonic: () => Math.floor(performance.now()),
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal?.aborted) throw error;
    });
  },
};
