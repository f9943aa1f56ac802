import { scaled, type Size } from '../geometry/region.ts';
import type { ResizeParams } from '../steps/geometry/resize.ts';

/** How a variant is cut: the whole original at its new size, and the size of what comes out. */
export interface Framing {
  /** The original scaled, before `cover` cuts or `contain` pads. */
  readonly picture: Size;
  readonly canvas: Size;
}

/**
 * The sizes that sharp gives when it resizes the upright original directly. They are worked out here
 * because a rendition is made from a smaller copy, whose rounded sides would round differently again.
 */
export function frame(original: Size, params: ResizeParams | undefined): Framing {
  if (!params) return { picture: original, canvas: original };
  const { fit, enlarge } = params;
  const asked = { width: device(params.width, params), height: device(params.height, params) };
  const scale = scales(original, asked, fit, enlarge ? Infinity : 1);
  const picture = scaled(original, scale.x, scale.y);
  const { width = picture.width, height = picture.height } = asked;
  if (fit === 'contain') return { picture, canvas: { width, height } };
  if (fit !== 'cover') return { picture, canvas: picture };
  const canvas = {
    width: Math.min(width, picture.width),
    height: Math.min(height, picture.height),
  };
  return { picture, canvas };
}

interface Asked {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

function scales(
  original: Size,
  { width, height }: Asked,
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

/** Pixels of the device for those of CSS. */
const device = (pixels: number | undefined, { dpr }: ResizeParams): number | undefined =>
  pixels === undefined ? undefined : Math.round(pixels * dpr);
