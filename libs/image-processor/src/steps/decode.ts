import sharp from 'sharp';
import { decodeFailure } from '../errors.ts';
import type { Size } from '../framing.ts';
import type { Header } from '../inspect.ts';
import { pixelsOf, type Pixels } from '../pixels.ts';
import type { Limits } from '../types.ts';
import { timeout } from './timeout.ts';

interface DecodeParams {
  /** Of one frame. */
  readonly size: Size;
  /** All frames, or the first. */
  readonly animated: boolean;
  readonly limits: Limits;
}

/**
 * Decodes the original to upright sRGB pixels of the given size, shrinking while it loads where the format can.
 *
 * `failOn: 'error'` refuses what is cut short or broken; sharp's own 'warning' would also refuse the
 * stray bytes that cameras leave in sound JPEGs.
 */
export async function decode(
  bytes: Uint8Array,
  { facts, metadata }: Header,
  { size, animated, limits }: DecodeParams,
): Promise<Pixels> {
  const frames = animated ? facts.frames : 1;
  const image = sharp(bytes, {
    animated,
    // libvips cannot turn animations.
    autoOrient: !animated,
    failOn: 'error',
    limitInputPixels: limits.maxPixels,
  })
    .resize({ ...size, fit: 'fill' })
    .timeout(timeout(limits));
  // sharp turns 16-bit colours with a profile into Display P3 and leaves the rest to the profile that it
  // would attach; raw pixels carry none, so they are taken on to sRGB.
  if (metadata.space === 'rgb16' && metadata.hasProfile) image.withIccProfile('srgb');
  try {
    return await pixelsOf(image, frames);
  } catch (error) {
    throw decodeFailure(facts.format, error);
  }
}
