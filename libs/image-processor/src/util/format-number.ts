/** A number for messages, with separators: 12,000,000. */
export const formatNumber = (value: number): string => value.toLocaleString('en');

const UNITS = [
  ['GB', 1_000_000_000],
  ['GiB', 1_073_741_824],
  ['MB', 1_000_000],
  ['MiB', 1_048_576],
  ['KB', 1_000],
  ['KiB', 1_024],
] as const;

/** Bytes for messages, exactly: in the largest unit of which they are a tenth, as people write limits, or as they are. */
export function formatBytes(bytes: number): string {
  const unit = UNITS.find(([, size]) => bytes >= size && Number.isInteger((bytes * 10) / size));
  return unit ? `${formatNumber(bytes / unit[1])} ${unit[0]}` : `${formatNumber(bytes)} bytes`;
}
