import type { Picture, Region, Size } from './raw-image.ts';
import { eachRow } from './yielding-rows.ts';

/** How much red, green and blue light there is, 0 to 1, row by row. */
export interface Light extends Size {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** Memory for a picture of this size. */
export function darkness({ width, height }: Size): Light {
  const plane = (): Float32Array => new Float32Array(width * height);
  return { width, height, red: plane(), green: plane(), blue: plane() };
}

/** Writes what is seen of a tile over a grey `background`, 0 to 255. */
export async function readLight(
  { data, width, height, channels }: Picture,
  tile: Region,
  background: number,
  { red, green, blue }: Light,
): Promise<void> {
  const columns = Uint32Array.from(
    { length: tile.width },
    (_, x) => mirrored(tile.left + x, width) * channels,
  );
  await eachRow(tile, (y) => {
    const row = mirrored(tile.top + y, height) * width * channels;
    for (let x = 0, to = y * tile.width; x < tile.width; x += 1, to += 1) {
      const from = row + (columns[x] ?? 0);
      const alpha = channels === 4 ? (data[from + 3] ?? 0) : 255;
      red[to] = lightOf(data[from] ?? 0, alpha, background);
      green[to] = lightOf(data[from + 1] ?? 0, alpha, background);
      blue[to] = lightOf(data[from + 2] ?? 0, alpha, background);
    }
  });
}

/** Where a place is found on a side that goes on as in a mirror. */
function mirrored(place: number, side: number): number {
  const at = place % (2 * side);
  return at < side ? at : 2 * side - 1 - at;
}

/** Parts of a level that a mixture with the background is rounded to. */
const PARTS = 16;

const LIGHT = Float32Array.from({ length: 255 * PARTS + 1 }, (_, index) => {
  const level = index / PARTS / 255;
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
});

/** Levels are mixed, not their light: as browsers do, and the reference implementation. */
function lightOf(level: number, alpha: number, background: number): number {
  const mixed = alpha === 255 ? level : (alpha * level + (255 - alpha) * background) / 255;
  return LIGHT[Math.round(mixed * PARTS)] ?? 0;
}

/** Half the size, a pixel for four. The memory is the same: nothing is written before it was read. */
export function halve(light: Light): Light {
  for (const plane of [light.red, light.green, light.blue]) halvePlane(plane, light);
  return { ...light, width: Math.ceil(light.width / 2), height: Math.ceil(light.height / 2) };
}

function halvePlane(plane: Float32Array, { width, height }: Size): void {
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    const upper = y * width;
    const lower = Math.min(y + 1, height - 1) * width;
    for (let x = 0; x < width; x += 2, to += 1) {
      const next = Math.min(x + 1, width - 1);
      const above = (plane[upper + x] ?? 0) + (plane[upper + next] ?? 0);
      const below = (plane[lower + x] ?? 0) + (plane[lower + next] ?? 0);
      plane[to] = (above + below) / 4;
    }
  }
}
