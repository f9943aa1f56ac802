import { formatNumber } from './format-number.ts';

/** Seconds per unit, from the longest. */
export const DURATION_UNITS = {
  day: 86_400,
  hour: 3_600,
  minute: 60,
  second: 1,
} satisfies Readonly<Record<string, number>>;

/**
 * A number of seconds as people write it in a configuration, in the longest unit that holds it exactly: `30 days`,
 * `2 minutes`, `90 seconds`, `0.5 seconds`.
 */
export function formatDuration(seconds: number): string {
  const units = Object.entries(DURATION_UNITS);
  const [unit, length] = units.find(
    ([, length]) => seconds >= length && seconds % length === 0,
  ) ?? ['second', 1];
  const count = seconds / length;
  return `${formatNumber(count)} ${unit}${count === 1 ? '' : 's'}`;
}
