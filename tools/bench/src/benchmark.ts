import type { Table } from './table.ts';

/** What a benchmark has found. */
export interface Report {
  /** For people. */
  readonly tables: readonly Table[];
  /** For programs: every figure, as JSON. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** The goals that were missed, a sentence each. */
  readonly missed: readonly string[];
}

/** Measures something, in processes of its own, and tells meanwhile what it is at. */
export type Benchmark = (tell: (what: string) => void) => Promise<Report>;
