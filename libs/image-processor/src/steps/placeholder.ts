import { rgbaToThumbHash } from 'thumbhash';
import { frame } from '../framing.ts';
import { open, type Pixels } from '../pixels.ts';
import type { Placeholder } from '../types.ts';
import type { ResizeParams } from './resize-params.ts';
import { resize } from './resize.ts';

/** A hundred is the largest side that ThumbHash takes. */
export const PLACEHOLDER_FRAME: ResizeParams = {
  width: 100,
  height: 100,
  fit: 'inside',
  position: 'centre',
  enlarge: false,
};

/** Makes the placeholder of a picture. */
export async function placeholder(pixels: Pixels): Promise<Placeholder> {
  const { data, info } = await resize(
    open(pixels),
    PLACEHOLDER_FRAME,
    frame(pixels, PLACEHOLDER_FRAME),
  )
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(info.width, info.height, data);
  return { thumbhash: Buffer.from(hash).toString('base64'), color: averageColour(data) };
}

/** Weighted by opacity: what cannot be seen has no say. White when nothing can be seen. */
function averageColour(rgba: Buffer): string {
  const sum = { red: 0, green: 0, blue: 0, alpha: 0 };
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba.readUInt8(at + 3);
    sum.red += rgba.readUInt8(at) * alpha;
    sum.green += rgba.readUInt8(at + 1) * alpha;
    sum.blue += rgba.readUInt8(at + 2) * alpha;
    sum.alpha += alpha;
  }
  if (sum.alpha === 0) return '#ffffff';
  const hex = (total: number): string =>
    Math.round(total / sum.alpha)
      .toString(16)
      .padStart(2, '0');
  return `#${hex(sum.red)}${hex(sum.green)}${hex(sum.blue)}`;
}
