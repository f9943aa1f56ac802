import { BYTE_UNITS, formatBytes } from '@thumbing/image-processor/recipe';
import fc from 'fast-check';
import { bytes, duration } from './units.ts';

describe('bytes', () => {
  it.each([
    [1, 1],
    ['10 MB', 10_000_000],
    ['500KB', 500_000],
    [' 2 mib ', 2_097_152],
    ['1.5 KiB', 1_536],
    ['1.1 GB', 1_100_000_000],
    ['0.29 MB', 290_000],
  ])('reads %j as %d', (text, expected) => {
    expect(bytes.parse(text)).toBe(expected);
  });

  it.each([
    0,
    -1,
    0.5,
    NaN,
    Infinity,
    2 ** 53,
    '',
    '10',
    'MB',
    '-1 MB',
    '1e3 B',
    '0.5 B',
    '1 TB',
    '9999999999 GB',
  ])('refuses %j', (text) => {
    expect(bytes.safeParse(text).success).toBe(false);
  });
});

describe('duration', () => {
  it.each([
    [90, 90],
    ['1 second', 1],
    ['30 Seconds ', 30],
    ['5minutes', 300],
    ['1.5 hours', 5_400],
    ['30 days', 2_592_000],
  ])('reads %j as %d seconds', (text, expected) => {
    expect(duration.parse(text)).toBe(expected);
  });

  it.each([0, '0 days', '5', '1 week', '0.5 seconds', '5 minutess', 'soon'])(
    'refuses %j',
    (text) => {
      expect(duration.safeParse(text).success).toBe(false);
    },
  );
});

it('reads back whole numbers of a unit as messages write them', () => {
  const unit = fc.constantFrom(...Object.values(BYTE_UNITS).filter((size) => size > 1));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), unit, (count, size) => {
      expect(bytes.parse(formatBytes(count * size))).toBe(count * size);
    }),
  );
});
