import * as z from 'zod';
import { BYTE_UNITS, DURATION_UNITS } from '@thumbing/image-processor/recipe';

const SINGULAR_OR_PLURAL = Object.fromEntries(
  Object.entries(DURATION_UNITS).flatMap(([unit, seconds]) => [
    [unit, seconds],
    [`${unit}s`, seconds],
  ]),
);

const PER_DAY = "write a number such as 2_000, or '2,000 a day'";

/** Bytes: a whole number, or a string such as `'10 MB'` in one of `BYTE_UNITS`. */
export const bytes = quantity(
  BYTE_UNITS,
  "write a size such as '10 MB' or '500 KB', or a whole number of bytes",
);

/** Seconds: a whole number, or a string such as `'5 minutes'` in seconds, minutes, hours or days. */
export const duration = quantity(
  SINGULAR_OR_PLURAL,
  "write a duration such as '30 seconds', '5 minutes', '12 hours' or '30 days', or a whole number of seconds",
);

/** A duration that a render may take. */
export const atMostAnHour = duration.refine(
  (seconds) => seconds <= 3_600,
  "write a duration of at most '1 hour'",
);

/** Pixels: a whole number, or a string such as `'16 MP'`. */
export const pixels = quantity(
  { px: 1, MP: 1_000_000 },
  "write a number of pixels such as '16 MP', or a whole number",
);

/** A number of times in a day of UTC: a whole number, or a string such as `'2,000 a day'`. */
export const perDay = z.union([z.number(), z.string()], PER_DAY).transform((value, context) => {
  const [, digits = ''] = /^(\d{1,3}(?:,\d{3})+|\d+)(?: a day)?$/.exec(String(value)) ?? [];
  const times = digits === '' ? NaN : Number(digits.replaceAll(',', ''));
  if (Number.isSafeInteger(times) && times > 0) return times;
  context.addIssue({ code: 'custom', input: value, message: PER_DAY });
  return z.NEVER;
});

/** A positive whole number of the smallest unit, or a string with one of the units. */
function quantity(units: Readonly<Record<string, number>>, remedy: string) {
  return z.union([z.number(), z.string()], remedy).transform((value, context) => {
    const parsed = typeof value === 'number' ? value : parseQuantity(value, units);
    if (Number.isSafeInteger(parsed) && parsed > 0) return parsed;
    context.addIssue({ code: 'custom', input: value, message: remedy });
    return z.NEVER;
  });
}

/** `'10 MB'` in the smallest unit; NaN unless it is a number followed by one of the units. */
function parseQuantity(text: string, units: Readonly<Record<string, number>>): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(text.trim()) ?? [];
  const name = Object.keys(units).find((name) => name.toLowerCase() === unit?.toLowerCase());
  // Binary fractions make 1.1 * 1e9 equal 1100000000.0000002; the error lies beyond the 15th digit.
  return Number((Number(number) * (units[name ?? ''] ?? NaN)).toPrecision(15));
}
