import { fullRegion, type Size } from '../geometry/region.ts';
import { convertColors } from '../raster/color-conversion.ts';
import { pixelsOf, type Pixels } from '../raster/pixels.ts';
import { withLibvipsRetry } from '../raster/sharp-retry.ts';
import { hasIntrinsicSize } from '../source/svg.ts';
import type { Materials, OverlayContext } from './overlay.ts';

/** Far more than a watermark needs: decoded it takes 200 MB. */
const MAX_PIXELS = 50_000_000;

/** Finds the file of a watermark. A missing one is a mistake in the program, hence no `ImageError`. */
export function findImage(name: string, images: Materials['images']): Uint8Array {
  const bytes = Object.hasOwn(images, name) ? images[name] : undefined;
  if (bytes) return bytes;
  const names = Object.keys(images).map((each) => `"${each}"`);
  const choice = names.length > 0 ? `choose one of the images (${names.join(', ')}), or ` : '';
  throw new Error(`there is no image "${name}" for a watermark; ${choice}add it to \`images\``);
}

/**
 * Decodes a watermark, upright, in sRGB or P3, at the size that `sizeFor` returns for its own. The file is part of the
 * configuration: when it cannot be read the original is not to blame, hence no `ImageError`.
 */
export async function readWatermark(
  { sharp, colorSpace }: Pick<OverlayContext, 'sharp' | 'colorSpace'>,
  name: string,
  bytes: Uint8Array,
  sizeFor: (natural: Size) => Size,
): Promise<Pixels> {
  const options = { autoOrient: true, failOn: 'error', limitInputPixels: MAX_PIXELS } as const;
  try {
    const metadata = await withLibvipsRetry(() => sharp(bytes, options).metadata());
    const size = sizeFor(metadata.autoOrient);
    const image = sharp(bytes, options);
    if (!hasIntrinsicSize(metadata.format, bytes)) image.extract(fullRegion(metadata));
    image
      .resize({ ...size, fit: 'fill' })
      .ensureAlpha()
      .raw();
    // Only the original has the profile that `keep` keeps: a watermark stays sRGB.
    convertColors(image, metadata, colorSpace === 'keep' ? 'srgb' : colorSpace);
    const decoded = await withLibvipsRetry(() => image.toBuffer({ resolveWithObject: true }));
    return pixelsOf(decoded, 1);
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new Error(
      `the watermark image "${name}" cannot be read (${reason}); give an intact file of at most ${MAX_PIXELS.toLocaleString('en')} pixels, in a format that this process may load (allowLoaders)`,
      { cause },
    );
  }
}
