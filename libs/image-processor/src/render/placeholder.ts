import { rgbaToThumbHash } from 'thumbhash';
import { longest, scaled } from '../geometry/region.ts';
import { pass, type Job } from '../raster/sharp-pass.ts';
import type { Pixels } from '../raster/raster.ts';
import type { Recipe } from '../recipe.ts';
import type { Placeholder } from '../types.ts';

/** Pixels. A hundred is the largest side that ThumbHash takes. */
export const PLACEHOLDER_SIDE = 100;

/** A still picture. */
export interface Shown {
  readonly pixels: Pixels;
  readonly colour: Exclude<Recipe['colour'], 'keep'>;
}

/** The same in sRGB with alpha, as small as a placeholder needs it. */
export function thumbnail({ pixels, colour }: Shown, job: Job): Promise<Pixels> {
  const scale = Math.min(1, PLACEHOLDER_SIDE / longest(pixels));
  return pass(pixels, job, (image) => {
    const small = image.resize({ ...scaled(pixels, scale), fit: 'fill' }).ensureAlpha();
    // Where sharp works with 16 bits, it takes pixels without a profile for P3.
    return colour === 'p3' ? small.pipelineColourspace('rgb16').withIccProfile('srgb') : small;
  });
}

export function placeholder({ data, width, height }: Pixels): Placeholder {
  const hash = rgbaToThumbHash(width, height, data);
  return { thumbhash: Buffer.from(hash).toString('base64'), color: dominantColour(data) };
}

/** The sums of some pixels' channels, each pixel as much as it is opaque. */
interface Sums {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/**
 * The colour that most of the picture has: the average of the fullest of 512 boxes of like colours. Weighted by
 * opacity: what cannot be seen has no say. White when nothing can be seen.
 */
function dominantColour(rgba: Buffer): string {
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
