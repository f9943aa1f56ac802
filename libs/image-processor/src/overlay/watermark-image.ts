import { told } from '../told.ts';
import type { Context } from '../steps/step.ts';
import type { Size } from '../geometry.ts';
import { pixelsOf, type Pixels } from '../pixels.ts';

/** Far more than a watermark needs: decoded it holds 200 MB. */
const MAX_PIXELS = 50_000_000;

/**
 * Reads the file of a watermark, upright, at the size that is wanted of one of its size. It is part of the
 * configuration: that it cannot be read is not the original's fault, so no `ImageError`.
 */
export async function readWatermark(
  sharp: Context['sharp'],
  name: string,
  bytes: Uint8Array,
  wanted: (natural: Size) => Size,
): Promise<Pixels> {
  const options = { autoOrient: true, failOn: 'error', limitInputPixels: MAX_PIXELS } as const;
  try {
    const metadata = await told(() => sharp(bytes, options).metadata());
    const size = wanted(metadata.autoOrient);
    const image = sharp(bytes, { ...options, ...density(metadata, size) })
      .resize({ ...size, fit: 'fill' })
      .toColourspace('srgb')
      .ensureAlpha();
    // sharp takes 16-bit colours with a profile to Display P3, unless it is told another.
    if (metadata.space === 'rgb16' && metadata.hasProfile) image.withIccProfile('srgb');
    return pixelsOf(await image.raw().toBuffer({ resolveWithObject: true }), 1);
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new Error(
      `the image "${name}" for watermarks cannot be read (${reason}); give a whole file, in a format that this process may load (allowLoaders)`,
      { cause },
    );
  }
}

/** An SVG is drawn as large as it is needed, where a photo would be enlarged. sharp draws at 72 dots an inch. */
function density(
  { format, width }: { readonly format: string; readonly width: number },
  wanted: Size,
): { density?: number } {
  if (format !== 'svg') return {};
  return { density: Math.min(Math.max(1, (72 * wanted.width) / width), 100_000) };
}
