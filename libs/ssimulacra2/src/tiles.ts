import { KERNEL_RADIUS } from './gaussian-blur.ts';
import type { Region, Size } from './raw-image.ts';

/** A rectangle of an image that is compared. */
export interface Tile extends Region {
  /**
   * Pixels along each side, at every scale, that only serve as neighbors of the others: those of
   * sides at which the image continues.
   */
  readonly margin: { readonly x: number; readonly y: number };
}

/** Pixels compared at most, in all tiles together. */
const MAX_PIXELS = 2 ** 20;

/** The smallest side that leaves 8 pixels at the last scale with a weight, one sixteenth. */
const MIN_SIDE = 113;

/**
 * Chooses the tiles to compare: the whole image, or above a megapixel one tile of 512 x 512 pixels
 * in the middle of each of four equal parts. An image with too few pixels for all scales is
 * extended by whole mirror images of itself.
 */
export function tilesOf(image: Size): readonly [Tile, ...Tile[]] {
  const full = { width: extended(image.width), height: extended(image.height) };
  if (full.width * full.height <= MAX_PIXELS) {
    return [{ left: 0, top: 0, ...full, margin: { x: 0, y: 0 } }];
  }
  const [columns, rows] = gridOf(full);
  const part = { width: full.width / columns, height: full.height / rows };
  const size = tileSize(part);
  const margin = {
    x: size.width < full.width ? KERNEL_RADIUS : 0,
    y: size.height < full.height ? KERNEL_RADIUS : 0,
  };
  const tile = (index: number): Tile => {
    const column = index % columns;
    const row = (index - column) / columns;
    return {
      left: aligned(column * part.width + (part.width - size.width) / 2),
      top: aligned(row * part.height + (part.height - size.height) / 2),
      ...size,
      margin,
    };
  };
  return [tile(0), tile(1), tile(2), tile(3)];
}

const extended = (side: number): number => side * Math.ceil(MIN_SIDE / side);

/** Divides an image into four parts that are as close to square as possible. */
function gridOf({ width, height }: Size): readonly [columns: number, rows: number] {
  if (width >= 2 * height) return [4, 1];
  return height >= 2 * width ? [1, 4] : [2, 2];
}

/** A square, or a longer rectangle where the part is too narrow for the square. */
function tileSize({ width, height }: Size): Size {
  const pixels = MAX_PIXELS / 4;
  const short = Math.floor(Math.min(width, height, Math.sqrt(pixels)));
  const long = Math.floor(Math.min(Math.max(width, height), pixels / short));
  return width < height ? { width: short, height: long } : { width: long, height: short };
}

/**
 * Rounds down to the 16-pixel grid that four halvings of the whole image have: on another grid,
 * fine patterns average differently.
 */
const aligned = (position: number): number => Math.floor(position / 16) * 16;
