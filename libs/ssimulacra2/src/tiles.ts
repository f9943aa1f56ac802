import type { Region, Size } from './raw-image.ts';
import { REACH } from './gaussian-blur.ts';

/** A part of a picture to look at. */
export interface Tile extends Region {
  /** Pixels along its sides, at every scale, that only tell of their neighbours: where the picture goes on. */
  readonly margin: { readonly x: number; readonly y: number };
}

/** Pixels that are looked at, at most. */
const MOST_PIXELS = 2 ** 20;

/** So that the smallest scale that has a say, a sixteenth, has 8 pixels. */
const SMALLEST_SIDE = 113;

/**
 * Where a picture is looked at: everywhere, or where it has more than a megapixel, in a tile of 512 x 512 pixels in
 * the middle of each of four equal parts. One that is too small for all scales is repeated, as often as it takes.
 */
export function tilesOf(picture: Size): readonly [Tile, ...Tile[]] {
  const whole = { width: repeated(picture.width), height: repeated(picture.height) };
  if (whole.width * whole.height <= MOST_PIXELS) {
    return [{ left: 0, top: 0, ...whole, margin: { x: 0, y: 0 } }];
  }
  const [columns, rows] = partsOf(whole);
  const part = { width: whole.width / columns, height: whole.height / rows };
  const size = tileIn(part);
  const margin = {
    x: size.width < whole.width ? REACH : 0,
    y: size.height < whole.height ? REACH : 0,
  };
  const tile = (index: number): Tile => {
    const column = index % columns;
    const row = (index - column) / columns;
    return {
      left: onGrid(column * part.width + (part.width - size.width) / 2),
      top: onGrid(row * part.height + (part.height - size.height) / 2),
      ...size,
      margin,
    };
  };
  return [tile(0), tile(1), tile(2), tile(3)];
}

const repeated = (side: number): number => side * Math.ceil(SMALLEST_SIDE / side);

/** How many columns and rows of parts: as square as four can be. */
function partsOf({ width, height }: Size): readonly [columns: number, rows: number] {
  if (width >= 2 * height) return [4, 1];
  return height >= 2 * width ? [1, 4] : [2, 2];
}

/** A square; longer than that where the part is too narrow for it. */
function tileIn({ width, height }: Size): Size {
  const pixels = MOST_PIXELS / 4;
  const short = Math.floor(Math.min(width, height, Math.sqrt(pixels)));
  const long = Math.floor(Math.min(Math.max(width, height), pixels / short));
  return width < height ? { width: short, height: long } : { width: long, height: short };
}

/** Where four halvings of the whole start a pixel: started elsewhere, fine patterns turn out otherwise. */
const onGrid = (place: number): number => Math.floor(place / 16) * 16;
