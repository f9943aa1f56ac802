import { scaleSize, type Size } from '../geometry/region.ts';
import type { ResizeParams } from '../steps/geometry/resize.ts';

/** The sizes of a resize: of the scaled original, and of the result. */
export interface Framing {
  /** The scaled original, before `cover` crops or `contain` pads. */
  readonly scaled: Size;
  readonly canvas: Size;
}

/**
 * Computes the sizes that sharp gives when it resizes the upright original directly: a rendition is made from a
 * smaller copy, whose rounded sides would round differently again.
 */
export function frame(original: Size, params: ResizeParams | undefined): Framing {
  if (!params) return { scaled: original, canvas: original };
  const { fit, enlarge } = params;
  const asked = {
    width: devicePixels(params.width, params),
    height: devicePixels(params.height, params),
  };
  const scale = scales(original, asked, fit, enlarge ? Infinity : 1);
  const scaled = scaleSize(original, scale.x, scale.y);
  const { width = scaled.width, height = scaled.height } = asked;
  if (fit === 'contain') return { scaled, canvas: { width, height } };
  if (fit !== 'cover') return { scaled, canvas: scaled };
  const canvas = {
    width: Math.min(width, scaled.width),
    height: Math.min(height, scaled.height),
  };
  return { scaled, canvas };
}

interface AskedSize {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

function scales(
  original: Size,
  { width, height }: AskedSize,
  fit: ResizeParams['fit'],
  most: number,
): { x: number; y: number } {
  const x = width === undefined ? undefined : width / original.width;
  const y = height === undefined ? undefined : height / original.height;
  if (fit === 'fill') return { x: Math.min(x ?? 1, most), y: Math.min(y ?? 1, most) };
  const both = [x, y].filter((scale) => scale !== undefined);
  const scale = fit === 'cover' || fit === 'outside' ? Math.max(...both) : Math.min(...both);
  return { x: Math.min(scale, most), y: Math.min(scale, most) };
}

/** Device pixels of CSS pixels. */
const devicePixels = (pixels: number | undefined, { dpr }: ResizeParams): number | undefined =>
  pixels === undefined ? undefined : Math.round(pixels * dpr);
