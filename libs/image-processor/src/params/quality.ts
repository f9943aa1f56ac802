import * as z from 'zod/mini';
import { quality } from '../encoders/encoder.ts';

/**
 * How alike a rendition and its pixels are, by SSIMULACRA2: the bands that its author publishes as low, medium and
 * high quality (https://github.com/cloudinary/ssimulacra2).
 */
export const TARGETS = { low: 30, medium: 50, high: 70 } as const;
export type Target = keyof typeof TARGETS;

const target = z.enum(['low', 'medium', 'high']);

export const qualityParams = z
  .union(
    [quality(), z.literal('auto'), z.strictObject({ auto: target })],
    "write a whole number from 1 to 100, 'auto', or { auto: 'low' }, 'medium' or 'high'",
  )
  .check(
    z.describe(
      "1 to 100 on each format's own scale; without it, the format's default. `auto` looks for the least quality that looks as good as asked: `auto` is `{ auto: 'high' }`.",
    ),
  );
export type Quality = z.output<typeof qualityParams>;

/** What `auto` looks for. */
export const targetOf = (quality: Exclude<Quality, number>): Target =>
  quality === 'auto' ? 'high' : quality.auto;

/** Whether a quality has to be looked for. */
export const isSearched = (quality: Quality | undefined): quality is Exclude<Quality, number> =>
  quality !== undefined && typeof quality !== 'number';
