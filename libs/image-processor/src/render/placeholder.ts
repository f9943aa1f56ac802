import { rgbaToThumbHash } from 'thumbhash';
import { longestSide, scaleSize } from '../geometry/region.ts';
import type { ColorSpace } from '../params/color-space.ts';
import { PLACEHOLDER_SIDE } from '../plan/decode-window.ts';
import type { Pixels } from '../raster/pixels.ts';
import { sharpPass, type SharpContext } from '../raster/sharp-pass.ts';
import type { Placeholder } from '../types.ts';

/** A still image to make a placeholder from. */
export interface PlaceholderSource {
  readonly pixels: Pixels;
  readonly colorSpace: Exclude<ColorSpace, 'keep'>;
}

/** Converts the image to sRGB with alpha, at the size of a placeholder. */
export function toThumbnail(
  { pixels, colorSpace }: PlaceholderSource,
  context: SharpContext,
): Promise<Pixels> {
  const scale = Math.min(1, PLACEHOLDER_SIDE / longestSide(pixels));
  return sharpPass(pixels, context, (image) => {
    const small = image.resize({ ...scaleSize(pixels, scale), fit: 'fill' }).ensureAlpha();
    // In 16 bits sharp takes pixels without a profile for P3.
    return colorSpace === 'p3' ? small.pipelineColourspace('rgb16').withIccProfile('srgb') : small;
  });
}

export function placeholder({ data, width, height }: Pixels): Placeholder {
  const hash = rgbaToThumbHash(width, height, data);
  return { thumbhash: Buffer.from(hash).toString('base64'), color: dominantColor(data) };
}

/** Sums of the channels of some pixels, weighted by opacity. */
interface Sums {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/**
 * The most frequent color: the average of the fullest of 512 boxes of similar colors, weighted by opacity, so that
 * invisible pixels do not count. White when nothing is visible.
 */
function dominantColor(rgba: Buffer): string {
  const boxes = new Map<number, Sums>();
  for (let at = 0; at < rgba.length; at += 4) {
    const [red, green, blue] = [rgba.readUInt8(at), rgba.readUInt8(at + 1), rgba.readUInt8(at + 2)];
    const alpha = rgba.readUInt8(at + 3);
    // The three highest bits of each channel.
    const box = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const sums = boxes.get(box) ?? { red: 0, green: 0, blue: 0, alpha: 0 };
    boxes.set(box, sums);
    sums.red += red * alpha;
    sums.green += green * alpha;
    sums.blue += blue * alpha;
    sums.alpha += alpha;
  }
  const [fullest] = [...boxes.values()].sort((a, b) => b.alpha - a.alpha);
  if (!fullest?.alpha) return '#ffffff';
  const { red, green, blue, alpha } = fullest;
  const hex = (sum: number) =>
    Math.round(sum / alpha)
      .toString(16)
      .padStart(2, '0');
  return `#${hex(red)}${hex(green)}${hex(blue)}`;
}
