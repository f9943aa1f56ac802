import sharp, { type Sharp } from 'sharp';
import { noise, spots } from './noise.ts';
import { photoLike } from './photo-like.ts';
import { randomFrom } from './random.ts';
import type { Size } from './size.ts';
import { color, gradient, page, svg, things } from './svg.ts';

export interface Picture {
  readonly name: string;
  /** Lossless. */
  readonly png: Buffer;
}

/** A typical size of renditions. */
const SIZE: Size = { width: 512, height: 384 };
/** Downscaled from this size, a picture has edges as sharp as its pixels. */
const LARGE: Size = { width: 2_048, height: 1_536 };

/** Pictures as varied as uploads, always the same ones. */
export async function variedPictures(): Promise<Picture[]> {
  const made: Picture[] = [];
  for (const [name, image] of Object.entries(await images())) {
    made.push({ name, png: await image.png().toBuffer() });
  }
  return made;
}

async function images(): Promise<Record<string, Sharp>> {
  return {
    'photo 1': await photo(1),
    'photo 2': await photo(2),
    'photo 3, soft': (await photo(3)).blur(1.5),
    'photo 4, made smaller': (await photo(4, LARGE)).resize(SIZE),
    'photo 5, made smaller': (await photo(5, LARGE)).resize(SIZE),
    'photo 6, dark': (await photo(6)).linear(0.35, 0),
    'graphic 1': sharp(graphic(1)).flatten({ background: '#f4f1ea' }),
    'graphic 2': sharp(graphic(2)).flatten({ background: '#10203a' }),
    'shades 1': sharp(shades(1)).removeAlpha(),
    'shades 2': spots(SIZE, 150, 2, 0.8),
    'writing, large': sharp(written(1, 30)).removeAlpha(),
    'writing, small': sharp(written(2, 15)).removeAlpha(),
    'noise, fine': noise(SIZE, 1, 0.5),
    'noise, coarse': spots(SIZE, 6, 2, 0.8),
    'graphic with alpha': sharp(graphic(3)),
    'writing with alpha': sharp(svg(SIZE, page(randomFrom(3), layout(24)))),
    'photo with alpha': (await photo(7)).composite([{ input: VIGNETTE, blend: 'dest-in' }]),
  };
}

/** Encoded before further operations, because sharp would apply those first. */
const photo = async (seed: number, size = SIZE): Promise<Sharp> =>
  sharp(await (await photoLike(size, seed)).png({ compressionLevel: 1 }).toBuffer());

const graphic = (seed: number): Buffer => svg(SIZE, things(randomFrom(seed), 14));

function shades(seed: number): Buffer {
  const random = randomFrom(seed);
  const shade = gradient('shade', color(random, 0.4), color(random, 0.95));
  return svg(SIZE, `${shade}<rect width="1000" height="1000" fill="url(#shade)"/>`);
}

const layout = (size: number) => ({
  x: 40,
  y: 0,
  size,
  lines: Math.floor(960 / (1.8 * size)),
  length: Math.floor(920 / (0.8 * size)),
});

const written = (seed: number, size: number): Buffer =>
  svg(
    SIZE,
    `<rect width="1000" height="1000" fill="#fdfcf8"/>${page(randomFrom(seed), layout(size))}`,
  );

/** Opaque in the middle, transparent at the corners. */
const VIGNETTE = svg(
  SIZE,
  `<radialGradient id="fading"><stop offset="0.6"/><stop offset="1" stop-opacity="0"/></radialGradient>
  <rect width="1000" height="1000" fill="url(#fading)"/>`,
);
