import type { ResizeParams } from './steps/resize-params.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

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
  const { fit } = params;
  const scale = scales(original, params);
  const picture = {
    width: side(original.width, scale.x),
    height: side(original.height, scale.y),
  };
  const { width = picture.width, height = picture.height } = params;
  if (fit === 'contain') return { picture, canvas: { width, height } };
  if (fit !== 'cover') return { picture, canvas: picture };
  const canvas = {
    width: Math.min(width, picture.width),
    height: Math.min(height, picture.height),
  };
  return { picture, canvas };
}

/** The smallest size, never larger than the original, that every one of the pictures can be shrunk from. */
export function smallestFor(original: Size, pictures: readonly Size[]): Size {
  const needed = pictures.map(({ width, height }) =>
    Math.max(width / original.width, height / original.height),
  );
  const scale = Math.min(1, Math.max(...needed));
  return { width: side(original.width, scale), height: side(original.height, scale) };
}

function scales(
  original: Size,
  { width, height, fit, enlarge }: ResizeParams,
): { x: number; y: number } {
  const most = enlarge ? Infinity : 1;
  const x = width === undefined ? undefined : width / original.width;
  const y = height === undefined ? undefined : height / original.height;
  if (fit === 'fill') return { x: Math.min(x ?? 1, most), y: Math.min(y ?? 1, most) };
  const asked = [x, y].filter((scale) => scale !== undefined);
  const scale = fit === 'cover' || fit === 'outside' ? Math.max(...asked) : Math.min(...asked);
  return { x: Math.min(scale, most), y: Math.min(scale, most) };
}

const side = (pixels: number, scale: number): number => Math.max(1, Math.round(pixels * scale));
