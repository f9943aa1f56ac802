import { median, ratios, spread } from './statistics.ts';
import type { Table } from './table.ts';
import { percent } from './units.ts';

/** An upper or a lower bound of a ratio. */
export type Goal = { readonly most: number } | { readonly least: number };

/** One value relative to another that was measured in the same rounds. */
export interface Comparison {
  readonly name: string;
  /** Medians. */
  readonly value: number;
  readonly other: number;
  /** The median of the rounds' ratios, and their interquartile range relative to it. */
  readonly ratio: number;
  readonly spread: number;
  readonly goal?: Goal;
  readonly pass?: boolean;
}

/** Comparisons that share a table. */
export interface Group {
  readonly title: string;
  /** Names of the two columns of values. */
  readonly headings: readonly [value: string, other: string];
  readonly comparisons: readonly Comparison[];
  readonly note?: string;
}

/** Compares values that were measured in the same rounds, pair by pair. */
export function compare(
  name: string,
  values: readonly number[],
  others: readonly number[],
  goal?: Goal,
): Comparison {
  const each = ratios(values, others);
  const ratio = median(each);
  return {
    name,
    value: median(values),
    other: median(others),
    ratio,
    spread: spread(each),
    ...(goal && { goal, pass: 'most' in goal ? ratio <= goal.most : ratio >= goal.least }),
  };
}

/** The table of a group. `write` formats values. */
export const tableOf = (
  { title, headings, comparisons, note }: Group,
  write: (value: number) => string,
): Table => ({
  title,
  rows: [
    ['', ...headings, 'ratio', 'spread', 'goal', ''],
    ...comparisons.map(({ name, value, other, ratio, spread, goal, pass }) => [
      name,
      write(value),
      write(other),
      ratio.toFixed(3),
      percent(spread),
      goal ? written(goal) : '',
      pass === undefined ? '' : pass ? 'pass' : 'miss',
    ]),
  ],
  notes: note === undefined ? [] : [note],
});

/** Missed goals, one sentence each. */
export const missedOf = ({ title, comparisons }: Group): string[] =>
  comparisons.flatMap(({ name, ratio, goal, pass }) =>
    goal && pass === false
      ? `${title}: ${ratio.toFixed(3)} for ${name}; the goal is ${written(goal)}`
      : [],
  );

const written = (goal: Goal): string => ('most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`);
