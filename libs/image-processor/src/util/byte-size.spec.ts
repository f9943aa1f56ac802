import { formatBytes } from './byte-size.ts';

it.each([
  [10_000_000, '10 MB'],
  [1_500_000_000, '1.5 GB'],
  [500_000, '500 KB'],
  [1_048_576, '1 MiB'],
  [16_384, '16 KiB'],
  [1_536, '1.5 KiB'],
  [64_000, '64 KB'],
  [10_000_001, '10,000,001 bytes'],
  [999, '999 bytes'],
  [1, '1 byte'],
  [0, '0 bytes'],
])('writes %d bytes as %s', (count, text) => {
  expect(formatBytes(count)).toBe(text);
});
