import sharp, { type Sharp } from 'sharp';
import { animation } from '../../src/testing/animation.ts';
import { photo } from '../../src/testing/photo.ts';

interface Sides {
  readonly width: number;
  readonly height: number;
}

/** Converts a photo of this size. */
const storing =
  (size: Sides) =>
  async (store: (image: Sharp) => Sharp, alpha = false): Promise<Buffer> =>
    store(sharp(await photo({ ...size, alpha, format: 'png' }))).toBuffer();

const TILE = { tile: true, tileWidth: 16, tileHeight: 16 };

const jpegs = (size: Sides) => {
  const stored = storing(size);
  return {
    baseline: () => photo(size),
    progressive: () => stored((image) => image.jpeg({ progressive: true })),
    'of a phone': () => photo({ ...size, orientation: 6, gps: true }),
    gray: () => stored((image) => image.toColourspace('b-w').jpeg()),
    CMYK: () => stored((image) => image.toColourspace('cmyk').jpeg()),
    'Display P3, with all of its colors': () =>
      stored((image) => image.withIccProfile('p3').jpeg({ chromaSubsampling: '4:4:4' })),
  };
};

const tiffs = (size: Sides) => {
  const stored = storing(size);
  return {
    jpeg: () => photo({ ...size, format: 'tiff' }),
    plain: () => stored((image) => image.tiff({ compression: 'none' })),
    'lzw, with alpha': () => stored((image) => image.tiff({ compression: 'lzw' }), true),
    'deflate, predicted': () =>
      stored((image) => image.tiff({ compression: 'deflate', predictor: 'horizontal' })),
    packbits: () => stored((image) => image.tiff({ compression: 'packbits' })),
    fax: () =>
      stored((image) =>
        image.toColourspace('b-w').threshold().tiff({ compression: 'ccittfax4', bitdepth: 1 }),
      ),
    'in tiles': () => stored((image) => image.tiff({ compression: 'deflate', ...TILE })),
    'in several sizes': () =>
      stored((image) => image.tiff({ compression: 'none', pyramid: true, ...TILE })),
    '16-bit': () => stored((image) => image.toColourspace('rgb16').tiff({ compression: 'none' })),
    Lab: () => stored((image) => image.toColourspace('lab').tiff({ compression: 'none' })),
  };
};

/** Valid images of this size, by kind and variety of their format. */
const ways = (size: Sides) => {
  const stored = storing(size);
  const frames = { ...size, frames: 3 };
  const drawn = { colors: 8, dither: 0 };
  return {
    jpeg: jpegs(size),
    png: {
      'true color': () => photo({ ...size, format: 'png' }),
      'with alpha': () => photo({ ...size, alpha: true, format: 'png' }),
      palette: () => stored((image) => image.png({ palette: true, colors: 16 })),
      interlaced: () => stored((image) => image.png({ progressive: true })),
      '16-bit': () => stored((image) => image.toColourspace('rgb16').png()),
      'gray with alpha': () => stored((image) => image.toColourspace('b-w').png(), true),
    },
    webp: {
      lossy: () => photo({ ...size, format: 'webp' }),
      'with alpha': () => photo({ ...size, alpha: true, format: 'webp' }),
      lossless: () => stored((image) => image.webp({ lossless: true })),
      'of a phone': () => photo({ ...size, format: 'webp', orientation: 6, gps: true }),
    },
    'animated webp': { '3 frames': () => animation({ ...frames, format: 'webp' }) },
    gif: {
      flat: () => stored((image) => image.gif(drawn)),
      interlaced: () => stored((image) => image.gif({ ...drawn, progressive: true })),
      'with alpha': () => stored((image) => image.gif(drawn), true),
    },
    'animated gif': { '3 frames': () => animation(frames) },
    avif: {
      lossy: () => photo({ ...size, format: 'avif' }),
      'with alpha': () => photo({ ...size, alpha: true, format: 'avif' }),
      '10-bit': () => stored((image) => image.avif({ bitdepth: 10 })),
      'of a phone': () => photo({ ...size, format: 'avif', orientation: 6, gps: true }),
    },
    tiff: tiffs(size),
  };
};

export type Kind = keyof ReturnType<typeof ways>;
export const KINDS = [
  'jpeg',
  'png',
  'webp',
  'animated webp',
  'gif',
  'animated gif',
  'avif',
  'tiff',
] as const satisfies readonly Kind[];

/** Images of a kind, by variety; small by default. */
export async function originals(
  kind: Kind,
  size: Sides = { width: 48, height: 32 },
): Promise<ReadonlyMap<string, Buffer>> {
  const made = new Map<string, Buffer>();
  for (const [how, make] of Object.entries(ways(size)[kind])) made.set(how, await make());
  return made;
}
