/** Bytes per unit. KB, MB and GB are powers of 1,000; KiB, MiB and GiB are powers of 1,024. */
export const BYTE_UNITS = {
  B: 1,
  KB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
} satisfies Readonly<Record<string, number>>;

/** From the largest, since '1.5 GB' reads better than '1500 MB'. */
const MAGNITUDES = [
  ['GB', 'GiB'],
  ['MB', 'MiB'],
  ['KB', 'KiB'],
] as const;

/**
 * A number of bytes as people write it in a configuration: `10 MB`, `1.5 GB`, `512 KiB`. A number that no unit holds
 * exactly, with at most one decimal, stays in bytes: `10,000,001 bytes`.
 */
export function formatBytes(bytes: number): string {
  for (const units of MAGNITUDES) {
    for (const scale of [1, 10]) {
      const unit = units.find(
        (unit) => bytes >= BYTE_UNITS[unit] && (bytes * scale) % BYTE_UNITS[unit] === 0,
      );
      if (unit) return `${bytes / BYTE_UNITS[unit]} ${unit}`;
    }
  }
  return `${bytes.toLocaleString('en-US')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}
