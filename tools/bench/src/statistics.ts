/** A quantile of values, interpolated; NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low = NaN, high = NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const sum = (values: readonly number[]): number =>
  values.reduce((all, value) => all + value, 0);

export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** The interquartile range relative to the median: a measure of noise. */
export const spread = (values: readonly number[]): number =>
  (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);

/** Ratios of values of the same round, pair by pair. */
export const ratios = (values: readonly number[], others: readonly number[]): number[] =>
  values.map((value, round) => value / (others[round] ?? NaN));

/** The least squares fit of a line, and the share of the variance that it explains (R²). */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): {
  readonly slope: number;
  readonly start: number;
  readonly explained: number;
} {
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const products = (a: (x: number, y: number) => number): number =>
    points.reduce((sum, [x, y]) => sum + a(x - meanX, y - meanY), 0);
  const [xx, xy, yy] = [
    products((x) => x * x),
    products((x, y) => x * y),
    products((_, y) => y * y),
  ];
  const slope = xy / xx;
  return { slope, start: meanY - slope * meanX, explained: (slope * xy) / yy };
}
