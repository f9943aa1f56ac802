import type { CounterName, LabelsOf, Step } from '@thumbing/config';
import type { Metrics } from '../metrics/metrics.ts';

/** A metric as it was recorded, or a sum of those with the same name and labels. */
export interface Measurement {
  /** Name of the metric. */
  readonly name: string;
  /** Values of its labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** Number, or seconds. */
  readonly value: number;
}

/** Metrics in an array, in the order of recording. */
export const memoryMetrics = (recorded: Measurement[] = []): Metrics => ({
  count: <Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by = 1) =>
    void recorded.push({ name, labels, value: by }),
  took: (step: Step, value) =>
    void recorded.push({ name: 'step_seconds', labels: { step }, value }),
});

/** Sums by name and labels. */
export function sumsOf(recorded: readonly Measurement[]): readonly Measurement[] {
  const sums = new Map<string, Measurement>();
  for (const { name, labels, value } of recorded) {
    const key = JSON.stringify([name, labels]);
    sums.set(key, { name, labels, value: (sums.get(key)?.value ?? 0) + value });
  }
  return [...sums.values()];
}
