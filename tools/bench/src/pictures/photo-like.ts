import sharp, { type Sharp } from 'sharp';
import { noise, spots } from './noise.ts';
import { randomFrom } from './random.ts';
import type { Size } from './size.ts';
import { color, gradient, page, svg, things } from './svg.ts';

/** Longer side of the drawing, in pixels. Larger pictures are enlarged, and get their detail from the grain. */
const MOST_DRAWN = 3_000;

/** Side of the grain in pixels, which is tiled. */
const GRAIN_SIDE = 512;

/** Size of spots, as a share of the longer side, and their strength: as in nature, smaller ones are weaker. */
const TEXTURES = [
  [1 / 4, 0.5],
  [1 / 10, 0.45],
  [1 / 30, 0.35],
  [1 / 90, 0.3],
  [1 / 250, 0.25],
  [1 / 700, 0.25],
] as const;

/**
 * A synthetic picture that costs decoders and encoders about as much as a photo, reproducible by its seed: large and
 * small edges, gradients, writing, and textures of every size down to sensor grain. As a JPEG of quality 90 it has 1.5
 * to 2.5 bits a pixel. libvips makes it, so a hundred megapixels take seconds.
 */
export async function photoLike(size: Size, seed = 1): Promise<Sharp> {
  return sharp(await scene(size, seed))
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .composite([{ input: await grain(size, seed), blend: 'overlay', tile: true }])
    .removeAlpha();
}

async function scene({ width, height }: Size, seed: number): Promise<Buffer> {
  const scale = Math.min(1, MOST_DRAWN / Math.max(width, height));
  const size = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  const longer = Math.max(size.width, size.height);
  const textures = TEXTURES.map(async ([share, strength], index) => ({
    input: await quickly(spots(size, share * longer, seed + index, strength)),
    blend: 'overlay' as const,
  }));
  return quickly(
    sharp(landscape(size, seed))
      .composite(await Promise.all(textures))
      .removeAlpha(),
  );
}

/** A sky over hills, with shapes and signs. */
function landscape(size: Size, seed: number): Buffer {
  const random = randomFrom(seed);
  const hills = Array.from({ length: 41 }, (_, step) => `L${25 * step} ${500 + 100 * random()}`);
  const signs = Array.from({ length: 4 }, () => {
    const [x, y] = [800 * random(), 500 + 400 * random()];
    const board = `<rect x="${x}" y="${y}" width="180" height="100" fill="${color(random, 0.95)}"/>`;
    return board + page(random, { x: x + 10, y, size: 11, lines: 4, length: 18 });
  });
  return svg(
    size,
    [
      gradient('sky', color(random, 0.7), color(random, 0.9)),
      gradient('ground', color(random, 0.45), color(random, 0.25)),
      '<rect width="1000" height="1000" fill="url(#sky)"/>',
      `<path d="M0 1000${hills.join('')}V1000Z" fill="url(#ground)"/>`,
      things(random, 24),
      ...signs,
    ].join(''),
  );
}

/** Grain of about two pixels: cameras interpolate each pixel from its neighbors. */
const grain = ({ width, height }: Size, seed: number): Promise<Buffer> =>
  quickly(
    noise(
      { width: Math.min(width, GRAIN_SIDE), height: Math.min(height, GRAIN_SIDE) },
      seed + 100,
      0.25,
    ).blur(0.8),
  );

const quickly = (image: Sharp): Promise<Buffer> => image.png({ compressionLevel: 1 }).toBuffer();
