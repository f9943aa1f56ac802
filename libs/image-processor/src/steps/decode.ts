import sharp from 'sharp';
import { decodeFailure } from '../errors.ts';
import type { Size } from '../framing.ts';
import type { Header } from '../inspect.ts';
import { pixelsOf, type Pixels } from '../pixels.ts';
import type { Limits } from '../types.ts';
import { timeout } from './timeout.ts';
import { turn } from './turn.ts';

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
 * `failOn: 'error'` refuses what is broken or cut short ('truncated' lets the end of a TIFF be missing);
 * sharp's own 'warning' would also refuse the stray bytes that cameras leave in sound JPEGs.
 */
export async function decode(
  bytes: Uint8Array,
  { facts, metadata }: Header,
  { size, animated, limits }: DecodeParams,
): Promise<Pixels> {
  const { orientation = 1, space, hasProfile } = metadata;
  const turned = animated && orientation > 4;
  const stored = turned ? { width: size.height, height: size.width } : size;
  const image = sharp(bytes, {
    animated,
    autoOrient: !animated,
    failOn: 'error',
    limitInputPixels: limits.maxPixels,
  })
    .resize({ ...stored, fit: 'fill' })
    .timeout(timeout(limits));
  // sharp turns 16-bit colours with a profile into Display P3 and leaves the rest to the profile that it
  // would attach; raw pixels carry none, so they are taken on to sRGB.
  if (space === 'rgb16' && hasProfile) image.withIccProfile('srgb');
  try {
    if (!animated) return await pixelsOf(image, 1);
    return await turn(await pixelsOf(image, facts.frames), orientation);
  } catch (error) {
    throw decodeFailure(facts.format, error);
  }
}
