import type { Step } from '@thumbing/config';
import type { Clock } from '../domain/ports.ts';
import type { Metrics } from './metrics.ts';

/** Ports that a step is timed with. */
export interface TimedDeps {
  /** Gets the time of each step. */
  readonly metrics: Metrics;
  /** Tells how long a step took. */
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Runs a step, and records how long it took, also if it fails. */
export async function timed<T>(
  { metrics, clock }: TimedDeps,
  step: Step,
  work: () => Promise<T>,
): Promise<T> {
  const begun = clock.monotonic();
  try {
    return await work();
  } finally {
    metrics.took(step, (clock.monotonic() - begun) / 1_000);
  }
}
