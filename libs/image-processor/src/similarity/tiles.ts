import type { Region, Size } from '../geometry.ts';

/** Pixels that are looked at, at most. */
const MOST_PIXELS = 2 ** 20;

/** So that the smallest scale that has a say, a sixteenth, has 8 pixels. */
const SMALLEST_SIDE = 113;

/**
 * Where a picture is looked at: everywhere, or where it has more than a megapixel, in a tile of 512 x 512 pixels in
 * the middle of each of four equal parts. One that is too small for all scales is repeated, as often as it takes.
 */
export function tilesOf(picture: Size): readonly [Region, ...Region[]] {
  const width = repeated(picture.width);
  const height = repeated(picture.height);
  if (width * height <= MOST_PIXELS) return [{ left: 0, top: 0, width, height }];

  const [columns, rows] = partsOf({ width, height });
  const part = { width: width / columns, height: height / rows };
  const size = tileIn(part);
  const tile = (index: number): Region => {
    const column = index % columns;
    const row = (index - column) / columns;
    return {
      left: onGrid(column * part.width + (part.width - size.width) / 2),
      top: onGrid(row * part.height + (part.height - size.height) / 2),
      ...size,
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

/** Where halvings of the whole would halve, too: fine patterns turn out otherwise elsewhere. */
const onGrid = (place: number): number => Math.floor(place / 16) * 16;

/** A square; longer than that where the part is too narrow for it. */
function tileIn({ width, height }: Size): Size {
  const pixels = MOST_PIXELS / 4;
  const short = Math.floor(Math.min(width, height, Math.sqrt(pixels)));
  const long = Math.floor(Math.min(Math.max(width, height), pixels / short));
  return width < height ? { width: short, height: long } : { width: long, height: short };
}
