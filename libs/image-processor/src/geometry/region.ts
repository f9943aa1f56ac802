/** A width and a height, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle within an image, in its pixels. */
export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** A point of an image as fractions of its sides: 0 is left and top, 1 right and bottom. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The region of a whole image. */
export const fullRegion = ({ width, height }: Size): Region => ({ left: 0, top: 0, width, height });

/** A region in the coordinates of another one that contains it. */
export const relativeTo = (region: Region, { left, top }: Region): Region => ({
  ...region,
  left: region.left - left,
  top: region.top - top,
});

export const isSameSize = (a: Size, b: Size): boolean =>
  a.width === b.width && a.height === b.height;

export const longestSide = ({ width, height }: Size): number => Math.max(width, height);

export const area = ({ width, height }: Size): number => width * height;

/** Scales each side, rounded to whole pixels, at least one. */
export const scaleSize = ({ width, height }: Size, x: number, y = x): Size => ({
  width: Math.max(1, Math.round(width * x)),
  height: Math.max(1, Math.round(height * y)),
});

/** The smallest region that contains all of these. */
export function boundingBox(regions: readonly Region[]): Region {
  const left = Math.min(...regions.map((region) => region.left));
  const top = Math.min(...regions.map((region) => region.top));
  const right = Math.max(...regions.map((region) => region.left + region.width));
  const bottom = Math.max(...regions.map((region) => region.top + region.height));
  return { left, top, width: right - left, height: bottom - top };
}
