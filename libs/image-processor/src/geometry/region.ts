/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in its pixels. */
export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** A point of a picture as shares of its sides: 0 is left and top, 1 right and bottom. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const whole = ({ width, height }: Size): Region => ({ left: 0, top: 0, width, height });

/** A region as it is within another. */
export const within = (region: Region, { left, top }: Region): Region => ({
  ...region,
  left: region.left - left,
  top: region.top - top,
});

export const isSame = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

export const longest = ({ width, height }: Size): number => Math.max(width, height);

export const area = ({ width, height }: Size): number => width * height;

/** Each side scaled, and never less than a pixel. */
export const scaled = ({ width, height }: Size, x: number, y = x): Size => ({
  width: Math.max(1, Math.round(width * x)),
  height: Math.max(1, Math.round(height * y)),
});

/** The least region that has all of these in it. */
export function hull(regions: readonly Region[]): Region {
  const left = Math.min(...regions.map((region) => region.left));
  const top = Math.min(...regions.map((region) => region.top));
  const right = Math.max(...regions.map((region) => region.left + region.width));
  const bottom = Math.max(...regions.map((region) => region.top + region.height));
  return { left, top, width: right - left, height: bottom - top };
}
