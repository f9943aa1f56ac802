import * as z from 'zod';
import { BYTE_UNITS, DURATION_UNITS } from '@thumbing/image-processor/recipe';

const SINGULAR_OR_PLURAL = Object.fromEntries(
  Object.entries(DURATION_UNITS).flatMap(([unit, seconds]) => [
    [unit, seconds],
    [`${unit}s`, seconds],
  ]),
);

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
