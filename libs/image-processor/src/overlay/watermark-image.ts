import { told } from '../raster/sharp-retry.ts';
import { convert } from '../raster/color-conversion.ts';
import { whole, type Size } from '../geometry/region.ts';
import { grows } from '../source/svg.ts';
import { pixelsOf, type Pixels } from '../raster/raster.ts';
import type { Under } from './overlay.ts';

/** Far more than a watermark needs: decoded it holds 200 MB. */
const MAX_PIXELS = 50_000_000;

/**
 * Reads the file of a watermark, upright, at the size that is wanted of one of its size, in sRGB or in P3. It is part of
 * the configuration: that it cannot be read is not the original's fault, so no `ImageError`.
 */
export async function readWatermark(
  { sharp, colour }: Pick<Under, 'sharp' | 'colour'>,
  name: string,
  bytes: Uint8Array,
  wanted: (natural: Size) => Size,
): Promise<Pixels> {
  const options = { autoOrient: true, failOn: 'error', limitInputPixels: MAX_PIXELS } as const;
  try {
    const metadata = await told(() => sharp(bytes, options).metadata());
    const size = wanted(metadata.autoOrient);
    const image = sharp(bytes, options);
    if (!grows(metadata.format, bytes)) image.extract(whole(metadata));
    image
      .resize({ ...size, fit: 'fill' })
      .ensureAlpha()
      .raw();
    // Nothing is converted to a profile that only the original has.
    convert(image, metadata, colour === 'keep' ? 'srgb' : colour);
    return pixelsOf(await told(() => image.toBuffer({ resolveWithObject: true })), 1);
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new Error(
      `the image "${name}" for watermarks cannot be read (${reason}); give a whole file of at most ${MAX_PIXELS.toLocaleString('en')} pixels, in a format that this process may load (allowLoaders)`,
      { cause },
    );
  }
}
