import { z } from 'zod';

const BYTES = { B: 1, KB: 1_000, MB: 1_000_000, GB: 1_000_000_000, KiB: 1_024, MiB: 1_048_576, GiB: 1_073_741_824 };
const SECONDS = { second: 1, minute: 60, hour: 3_600, day: 86_400 };

/** Bytes: a whole number, or text such as `'10 MB'`. KB, MB, GB are powers of 1,000; KiB, MiB, GiB of 1,024. */
export const bytes = z.union([z.number(), z.string()]).transform((value, context) => {
  const parsed = typeof value === 'number' ? value : quantity(value, BYTES);
  if (Number.isSafeInteger(parsed) && parsed > 0) return parsed;
  return refuse(context, value, "write a size as '10 MB', '500 KB' or a whole number of bytes");
});

/** Seconds: a whole number, or text such as `'5 minutes'`, in seconds, minutes, hours or days. */
export const duration = z.union([z.number(), z.string()]).transform((value, context) => {
  const parsed = typeof value === 'number' ? value : quantity(value.replace(/s$/, ''), SECONDS);
  if (Number.isSafeInteger(parsed) && parsed > 0) return parsed;
  return refuse(context, value, "write a duration as '30 seconds', '5 minutes', '12 hours' or '30 days'");
});

/** `'10 MB'` in the smallest unit; NaN when it is not a number and one of the units. */
function quantity(text: string, units: Readonly<Record<string, number>>): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(text.trim()) ?? [];
  const [, factor] = Object.entries(units).find(([name]) => name.toLowerCase() === unit?.toLowerCase()) ?? [];
  return Math.round(Number(number) * (factor ?? NaN));
}

function refuse(context: z.RefinementCtx, input: unknown, message: string): never {
  context.addIssue({ code: 'custom', input, message });
  return z.NEVER;
}
