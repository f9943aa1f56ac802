/** What a benchmark has found. */
export interface Report {
  /** For people, in lines of at most 80 columns. */
  readonly text: string;
  /** For programs: every figure, as JSON. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** The goals that were missed, a sentence each. */
  readonly missed: readonly string[];
}

/** Measures one thing, in processes of its own. */
export type Benchmark = () => Promise<Report>;
