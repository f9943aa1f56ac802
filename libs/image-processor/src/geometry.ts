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

export const isWhole = (region: Region, { width, height }: Size): boolean =>
  region.width === width && region.height === height;

export const isSame = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/** Each side scaled, and never less than a pixel. */
export const scaled = ({ width, height }: Size, x: number, y = x): Size => ({
  width: Math.max(1, Math.round(width * x)),
  height: Math.max(1, Math.round(height * y)),
});
