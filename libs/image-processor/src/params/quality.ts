import * as z from 'zod/mini';
import { integerBetween } from './number.ts';

/**
 * SSIMULACRA2 scores to reach: the bands that the metric's author publishes as low, medium and high quality
 * (https://github.com/cloudinary/ssimulacra2).
 */
export const TARGET_SCORES = { low: 30, medium: 50, high: 70 } as const;
export type Target = keyof typeof TARGET_SCORES;

/** A quality on a format's own scale. */
export const encoderQuality = () => integerBetween(1, 100);

const target = z.enum(['low', 'medium', 'high']);

export const qualityParams = z
  .union(
    [encoderQuality(), z.literal('auto'), z.strictObject({ auto: target })],
    "write a whole number from 1 to 100, 'auto', or { auto: 'low' }, 'medium' or 'high'",
  )
  .check(
    z.describe(
      "1 to 100 on each format's own scale; without it, the format's default. `auto` finds the lowest quality that looks as good as requested; `'auto'` is the same as `{ auto: 'high' }`.",
    ),
  );
export type Quality = z.output<typeof qualityParams>;

/** The target of an `auto` quality. */
export const targetOf = (quality: Exclude<Quality, number>): Target =>
  quality === 'auto' ? 'high' : quality.auto;

/** True if a quality is found by encoding and scoring, rather than given as a number. */
export const isAutoQuality = (quality: Quality | undefined): quality is Exclude<Quality, number> =>
  quality !== undefined && typeof quality !== 'number';
