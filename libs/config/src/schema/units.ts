import * as z from 'zod';

const BYTES = {
  B: 1,
  KB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
};

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const SECONDS = {
  second: 1,
  seconds: 1,
  minute: MINUTE,
  minutes: MINUTE,
  hour: HOUR,
  hours: HOUR,
  day: DAY,
  days: DAY,
};

/** Bytes: a whole number, or text such as `'10 MB'`. KB, MB, GB are powers of 1,000; KiB, MiB, GiB of 1,024. */
export const bytes = quantity(
  BYTES,
  "write a size as '10 MB', '500 KB' or a whole number of bytes",
);

/** Seconds: a whole number, or text such as `'5 minutes'`, in seconds, minutes, hours or days. */
export const duration = quantity(
  SECONDS,
  "write a duration as '30 seconds', '5 minutes', '12 hours', '30 days' or a whole number of seconds",
);

/** A positive whole number of the smallest unit, or text with one of the units. */
function quantity(units: Readonly<Record<string, number>>, remedy: string) {
  return z.union([z.number(), z.string()], remedy).transform((value, context) => {
    const parsed = typeof value === 'number' ? value : measure(value, units);
    if (Number.isSafeInteger(parsed) && parsed > 0) return parsed;
    context.addIssue({ code: 'custom', input: value, message: remedy });
    return z.NEVER;
  });
}

/** `'10 MB'` in the smallest unit; NaN when it is not a number and one of the units. */
function measure(text: string, units: Readonly<Record<string, number>>): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(text.trim()) ?? [];
  const factor = Object.keys(units).find((name) => name.toLowerCase() === unit?.toLowerCase());
  // 1.1 * 1e9 is 1100000000.0000002: what binary fractions add is beyond the 15th digit.
  return Number((Number(number) * (units[factor ?? ''] ?? NaN)).toPrecision(15));
}
