import type { AnimationOptions, Sharp } from 'sharp';
import * as z from 'zod/mini';
import { encoderQuality, type Target } from '../params/quality.ts';

/**
 * Encodes pixels as a file of one format. Figures beside the defaults are those of docs/benchmarks.md, `encoders`: CPU
 * and bytes at equal score relative to the default, for images of 512 pixels and for a photo of 1536.
 */
export interface Encoder<Params> {
  /** The schema of its options, whose descriptions are the documentation. */
  readonly params: z.core.$ZodType;
  /** Options to show in the documentation. */
  readonly example: unknown;
  /**
   * Adds the encoding to a chain of sharp. The quality is 1 to 100, on the format's own scale. The timing is that of an
   * animation: only formats that are `animated` have one.
   */
  readonly encode: (
    image: Sharp,
    params: Params,
    quality: number,
    timing?: AnimationOptions,
  ) => Sharp;
  readonly defaults: Params;
  readonly defaultQuality: number;
  /** The first quality of the search for a target: varied images take 2.8 to 3.2 encodes from there. */
  readonly searchStart: Readonly<Record<Target, number>>;
  /** True if every pixel is kept, so that the quality has no effect. */
  readonly isLossless: (params: Params) => boolean;
}

/** The quality of one format, where it differs from the recipe's. */
export const ownQuality = z.optional(
  encoderQuality().check(z.describe("For this format, instead of the recipe's `quality`.")),
);

export const lossless = z._default(
  z.boolean().check(z.describe('Keeps every pixel as it is; `quality` then has no effect.')),
  false,
);
