import type { Sharp } from 'sharp';
import * as z from 'zod/mini';
import { whole } from '../params/number.ts';
import type { Target } from '../params/quality.ts';

/**
 * How pixels become a file of one format. Figures beside the defaults are those of docs/benchmarks.md, `encoders`: CPU
 * and bytes at equal score beside the default's, of pictures of 512 pixels and of a photo of 1536.
 */
export interface Encoder<Params> {
  /** Asks sharp for the format. The quality is 1 to 100, on the format's own scale. */
  readonly encode: (image: Sharp, params: Params, quality: number) => Sharp;
  readonly defaults: Params;
  /** The quality where nobody asks for one. */
  readonly usual: number;
  /** Where the search for a target begins: with varied pictures it takes 2.8 to 3.2 encodes from there. */
  readonly starts: Readonly<Record<Target, number>>;
  /** Whether pixels come out as they went in, and the quality has no say. */
  readonly exact: (params: Params) => boolean;
}

export const quality = () => whole(1, 100);

/** The quality of this format, when it is another than the recipe's. */
export const ownQuality = z.optional(
  quality().check(z.describe("For this format, instead of the recipe's `quality`.")),
);

export const lossless = z._default(
  z.boolean().check(z.describe('Keeps every pixel as it is; `quality` then has no say.')),
  false,
);
