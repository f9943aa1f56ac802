import type { CounterName, LabelsOf, Step } from '@thumbing/config';

/** Counts and times, for operators. Returns at once, and never throws: nothing depends on it. */
export interface Metrics {
  /** Adds one, or a number. */
  count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  /** Records the seconds that a step took. */
  took(step: Step, seconds: number): void;
}
