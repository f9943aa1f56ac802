import * as z from 'zod/mini';
import { place } from '../../geometry/position.ts';
import type { Region, Size } from '../../geometry/region.ts';
import { integerBetween, MAX_SIDE } from '../../params/number.ts';
import type { ChainStep } from '../step.ts';

const params = z
  .union(
    [integerBetween(1, MAX_SIDE), z.literal('circle')],
    "write the radius of the corners in pixels, at least 1, or 'circle'",
  )
  .check(
    z.describe(
      'Rounds the corners by a radius in pixels, at most half the shorter side, or keeps the largest `circle` in the middle; the area outside is transparent.',
    ),
  );
type CornerRadiusParams = z.output<typeof params>;

/** The mask is raw pixels: an SVG would need a loader that the process may have blocked (`allowLoaders`). */
export const cornerRadius = {
  params,
  example: 'circle',
  kind: 'frame',
  apply: (image, params, { width, height }) =>
    image.composite([
      {
        input: mask({ width, height }, shapeOf(params, { width, height })),
        raw: { width, height, channels: CHANNELS },
        limitInputPixels: false,
        blend: 'dest-in',
      },
    ]),
} satisfies ChainStep<CornerRadiusParams>;

/** Gray, which does not matter, and alpha for each pixel. */
const CHANNELS = 2;

interface Shape extends Region {
  readonly radius: number;
}

function shapeOf(params: CornerRadiusParams, size: Size): Shape {
  const side = Math.min(size.width, size.height);
  if (params !== 'circle') {
    return { left: 0, top: 0, ...size, radius: Math.min(params, side / 2) };
  }
  const square = { width: side, height: side };
  return { ...place('center', square, size), ...square, radius: side / 2 };
}

/** Opaque within the shape. The corners mirror each other, so one is computed. */
function mask(size: Size, { left, top, width, height, radius }: Shape): Buffer {
  const pixels = Buffer.alloc(size.width * size.height * CHANNELS);
  const put = (row: Buffer, y: number) =>
    row.copy(pixels, ((top + y) * size.width + left) * CHANNELS);
  const full = Buffer.alloc(width * CHANNELS, 255);
  const corner = Math.ceil(radius);
  for (let y = 0; y < corner; y += 1) {
    const row = Buffer.from(full);
    for (let x = 0; x < corner; x += 1) {
      const alpha = Math.round(255 * coverage(x, y, radius));
      row[x * CHANNELS + 1] = row[(width - 1 - x) * CHANNELS + 1] = alpha;
      if (alpha === 255) break;
    }
    put(row, y);
    put(row, height - 1 - y);
  }
  for (let y = corner; y < height - corner; y += 1) put(full, y);
  return pixels;
}

/** The share of a pixel within the corner's arc, whose edge is one pixel wide. */
function coverage(x: number, y: number, radius: number): number {
  const [across, down] = [radius - x - 0.5, radius - y - 0.5];
  const distance = Math.sqrt(across * across + down * down);
  return Math.min(Math.max(0, radius + 0.5 - distance), 1);
}
