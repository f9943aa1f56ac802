import { releaseBuffer } from '../raster/buffer-pool.ts';
import type { Pixels } from '../raster/pixels.ts';
import type { SharpContext } from '../raster/sharp-pass.ts';
import { lazy } from '../util/lazy.ts';
import { decodeEncoded } from './encode.ts';

/** Scores how close an encoded file is to its pixels: SSIMULACRA2, where 100 is identical. */
export type Scorer = (data: Buffer) => Promise<number>;

/** A scorer of files made from these pixels. The metric's work on the pixels is done once, on the first call. */
export function scorerFor(
  pixels: Pixels,
  context: Pick<SharpContext, 'signal' | 'timeout'>,
): Scorer {
  const { width, height, frames, channels } = pixels;
  const imageOf = (data: Buffer) => ({ data, width, height: height * frames, channels });
  const scoring = lazy(async () => {
    // Loaded on demand: most renders score nothing.
    const { createScorer } = await import('@thumbing/ssimulacra2');
    return createScorer(imageOf(pixels.data));
  });
  return async (data) => {
    const score = await scoring();
    const decoded = await decodeEncoded(data, pixels, context);
    // Encoders merge equal frames: those that are missing then count as black.
    const { length } = pixels.data;
    const shown = decoded.length < length ? Buffer.concat([decoded], length) : decoded;
    try {
      return await score(imageOf(shown));
    } finally {
      releaseBuffer(shown);
    }
  };
}
