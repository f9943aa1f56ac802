import type { Sharp } from 'sharp';
import * as z from 'zod';

/** The formats that benchmarks compare. */
export const comparedFormat = z.enum(['avif', 'webp', 'jpeg', 'png', 'gif']);
export type ComparedFormat = z.output<typeof comparedFormat>;

/**
 * The library's default options of each encoder, repeated here, because a comparison is fair only between the same
 * encoders with the same options. `limit.ts` checks that both give the same bytes.
 */
export const BARE: Readonly<Record<ComparedFormat, (image: Sharp) => Sharp>> = {
  avif: (image) => image.avif({ quality: 50, effort: 3 }),
  webp: (image) => image.webp({ quality: 80, effort: 4 }),
  jpeg: (image) =>
    image.jpeg({ quality: 75, progressive: true, overshootDeringing: true, quantisationTable: 5 }),
  png: (image) => image.png({ compressionLevel: 6, adaptiveFiltering: true }),
  gif: (image) => image.gif({ effort: 6 }),
};
