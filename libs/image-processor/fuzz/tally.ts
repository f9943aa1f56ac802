import type { RandomTrial } from './trials/random-trials.ts';
import type { Verdict } from './trials/trial.ts';

/** The outcome of a trial. */
export interface Result {
  readonly verdict: Verdict;
  readonly fault: string | undefined;
  readonly milliseconds: number;
}

interface Row {
  readonly trials: number;
  readonly rendered: number;
  readonly refused: number;
  readonly faults: number;
  /** The most milliseconds and bytes of a trial. */
  readonly slowest: number;
  readonly peak: number;
}

const NOTHING: Row = { trials: 0, rendered: 0, refused: 0, faults: 0, slowest: 0, peak: 0 };
const HEADINGS = ['', 'trials', 'rendered', 'refused', 'faults', 'slowest', 'memory'];

/** Similar faults to report; more would add nothing. */
const MOST_OF_A_FAULT = 3;

/** Counts outcomes by the kind of file. */
export class Tally {
  readonly #rows = new Map<string, Row>();
  readonly #alike = new Map<string, number>();

  /** Adds an outcome. True for a fault that is among the first few of its kind. */
  add({ kind }: RandomTrial, { verdict, fault, milliseconds }: Result): boolean {
    const row = this.#rows.get(kind) ?? NOTHING;
    const peak = 'peak' in verdict ? (verdict.peak ?? 0) : 0;
    this.#rows.set(kind, {
      trials: row.trials + 1,
      rendered: row.rendered + Number(verdict.ended === 'rendered'),
      refused: row.refused + Number(verdict.ended === 'refused'),
      faults: row.faults + Number(fault !== undefined),
      slowest: Math.max(row.slowest, milliseconds),
      peak: Math.max(row.peak, peak),
    });
    if (fault === undefined) return false;
    // Numbers differ between similar faults.
    const like = `${kind} ${fault.replaceAll(/\d[\d.,]*/g, 'n').slice(0, 200)}`;
    const alike = (this.#alike.get(like) ?? 0) + 1;
    this.#alike.set(like, alike);
    return alike <= MOST_OF_A_FAULT;
  }

  get trials(): number {
    return this.#sum(({ trials }) => trials);
  }

  get faults(): number {
    return this.#sum(({ faults }) => faults);
  }

  /** At most 80 characters wide. */
  table(): string {
    const rows = [...this.#rows].sort(([a], [b]) => a.localeCompare(b));
    return [HEADINGS, ...rows.map(cells)].map(line).join('\n');
  }

  #sum(what: (row: Row) => number): number {
    return [...this.#rows.values()].reduce((sum, row) => sum + what(row), 0);
  }
}

const cells = ([kind, row]: readonly [string, Row]): string[] => [
  kind,
  ...[row.trials, row.rendered, row.refused, row.faults].map((count) => count.toLocaleString('en')),
  `${(row.slowest / 1_000).toFixed(1)} s`,
  `${Math.round(row.peak / 1e6).toLocaleString('en')} MB`,
];

const line = (row: readonly string[]): string =>
  row.map((cell, column) => (column === 0 ? cell.padEnd(14) : cell.padStart(10))).join('');
