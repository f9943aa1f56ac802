import { median, ratios, spread } from './statistics.ts';
import type { Table } from './table.ts';
import { percent } from './units.ts';

/** What a ratio may be at most, or has to be at least. */
export type Goal = { readonly most: number } | { readonly least: number };

/** Something that was measured beside something else. */
export interface Comparison {
  readonly name: string;
  /** Medians. */
  readonly value: number;
  readonly other: number;
  /** The median of the rounds' ratios, and how far the middle half of them lies apart. */
  readonly ratio: number;
  readonly spread: number;
  readonly goal?: Goal;
  readonly pass?: boolean;
}

/** Claims of the same kind. */
export interface Group {
  readonly title: string;
  /** What the values are, and what the others. */
  readonly headings: readonly [value: string, other: string];
  readonly comparisons: readonly Comparison[];
  readonly note?: string;
}

/** Compares what was measured in the same rounds. */
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

/** As a table, whose values are written so. */
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

/** The goals that were missed, a sentence each. */
export const missedOf = ({ title, comparisons }: Group): string[] =>
  comparisons.flatMap(({ name, ratio, goal, pass }) =>
    goal && pass === false
      ? `${title}: ${ratio.toFixed(3)} for ${name}, and the goal is ${written(goal)}`
      : [],
  );

const written = (goal: Goal): string => ('most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`);
