import type { RawImage, Region, Size } from './raw-image.ts';
import { forEachRow } from './yielding-rows.ts';

const { ceil, min, round } = Math;

/** Linear-light RGB, 0 to 1, one array for each color, row by row. */
export interface LinearRgb extends Size {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** Allocates an image of this size, all black: 12 bytes for each pixel. */
export function allocateLinearRgb({ width, height }: Size): LinearRgb {
  const plane = (): Float32Array => new Float32Array(width * height);
  return { width, height, red: plane(), green: plane(), blue: plane() };
}

/**
 * Writes the pixels of a tile into `target`, which has the tile's size, composited over a gray
 * `background` (0 to 255). Outside its bounds, the image continues in mirror images.
 */
export async function readLinearRgb(
  { data, width, height, channels }: RawImage,
  tile: Region,
  background: number,
  { red, green, blue }: LinearRgb,
): Promise<void> {
  const columns = Uint32Array.from(
    { length: tile.width },
    (_, x) => mirrored(tile.left + x, width) * channels,
  );
  await forEachRow(tile, (y) => {
    const row = mirrored(tile.top + y, height) * width * channels;
    for (let x = 0, to = y * tile.width; x < tile.width; x += 1, to += 1) {
      const from = row + (columns[x] ?? 0);
      const alpha = channels === 4 ? (data[from + 3] ?? 0) : 255;
      red[to] = toLinear(data[from] ?? 0, alpha, background);
      green[to] = toLinear(data[from + 1] ?? 0, alpha, background);
      blue[to] = toLinear(data[from + 2] ?? 0, alpha, background);
    }
  });
}

/** Maps a coordinate outside the image to the pixel that is mirrored there. */
function mirrored(position: number, side: number): number {
  const at = position % (2 * side);
  return at < side ? at : 2 * side - 1 - at;
}

/** Fractions of an 8-bit level that a blend with the background is rounded to. */
const LEVEL_FRACTIONS = 16;

/** The sRGB transfer function, tabulated. */
const LINEAR = Float32Array.from({ length: 255 * LEVEL_FRACTIONS + 1 }, (_, index) => {
  const level = index / LEVEL_FRACTIONS / 255;
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
});

/** Blends in sRGB, not in linear light, as browsers and the reference implementation do. */
function toLinear(level: number, alpha: number, background: number): number {
  const blend = alpha === 255 ? level : (alpha * level + (255 - alpha) * background) / 255;
  return LINEAR[round(blend * LEVEL_FRACTIONS)] ?? 0;
}

/**
 * Halves both sides, by averaging 2 x 2 pixels. Works in place: the result shares the memory of
 * `image`, whose pixels are lost.
 */
export function halve(image: LinearRgb): LinearRgb {
  for (const plane of [image.red, image.green, image.blue]) halvePlane(plane, image);
  return { ...image, width: ceil(image.width / 2), height: ceil(image.height / 2) };
}

function halvePlane(plane: Float32Array, { width, height }: Size): void {
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    const upper = y * width;
    const lower = min(y + 1, height - 1) * width;
    for (let x = 0; x < width; x += 2, to += 1) {
      const next = min(x + 1, width - 1);
      const above = (plane[upper + x] ?? 0) + (plane[upper + next] ?? 0);
      const below = (plane[lower + x] ?? 0) + (plane[lower + next] ?? 0);
      plane[to] = (above + below) / 4;
    }
  }
}
