import type { Table } from './table.ts';

/** The result of a benchmark. */
export interface Report {
  /** Printed, and written to docs/benchmarks.md. */
  readonly tables: readonly Table[];
  /** Every figure, written to results as JSON. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** Missed goals, one sentence each. */
  readonly missed: readonly string[];
}

/** Measures in processes of its own, and logs its progress. */
export type Benchmark = (log: (message: string) => void) => Promise<Report>;
