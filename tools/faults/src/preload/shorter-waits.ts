import type { Patch } from './patch-sources.ts';

/** Waits of the server, shortened: the order of events is the same, and a run takes minutes instead of days. */
export const SHORTER_WAITS: readonly Patch[] = [
  {
    file: 'libs/config/src/policy/retries.ts',
    from: 'withDelays(1, 4, 16, 64, 256)',
    to: 'withDelays(1, 1, 2, 4, 8)',
  },
  {
    file: 'libs/config/src/policy/retries.ts',
    from: '  5,\n  5 * MINUTE,\n  30 * MINUTE,\n  2 * HOUR,\n  5 * HOUR,\n  10 * HOUR,\n  10 * HOUR,\n',
    to: '1, 1, 2, 4, 8, 16, 32',
  },
  {
    file: 'apps/local/src/workers/circuit-breaker.ts',
    from: 'PAUSE = { first: 5_000, longest: 5 * 60_000 }',
    to: 'PAUSE = { first: 500, longest: 2_000 }',
  },
  {
    file: 'apps/local/src/queues/consume.ts',
    from: 'BROKEN_QUEUE_PAUSE = 5_000',
    to: 'BROKEN_QUEUE_PAUSE = 500',
  },
  // A stop then finds work that it has to give up.
  {
    file: 'apps/local/src/start.ts',
    from: 'work: 8_000',
    to: 'work: 20',
  },
];
