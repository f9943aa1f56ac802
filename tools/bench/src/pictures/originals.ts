import { join } from 'node:path';
import type { Sharp } from 'sharp';
import { moving } from './moving.ts';
import { photoLike } from './photo-like.ts';
import type { Size } from './size.ts';

/** Sizes by megapixels. 100 is the configuration's default limit. */
export const MEGAPIXELS = {
  1: { width: 1_152, height: 864 },
  2: { width: 1_632, height: 1_224 },
  6: { width: 2_816, height: 2_112 },
  12: { width: 4_000, height: 3_000 },
  24: { width: 6_000, height: 4_000 },
  48: { width: 8_000, height: 6_000 },
  100: { width: 12_000, height: 8_333 },
} as const satisfies Record<number, Size>;

export type Megapixels = keyof typeof MEGAPIXELS;

/** Writes a file into a folder, and returns its path. */
type Write = (folder: string, megapixels: Megapixels, seed?: number) => Promise<string>;

/** As phones save photos: 12 megapixels have 3.6 MB. */
export const writeJpeg: Write = writing('jpeg', (image) => image.jpeg({ quality: 95 }));
export const writeWebp: Write = writing('webp', (image) => image.webp({ quality: 80 }));
/** The lowest effort: it shortens encoding, and makes no difference to decoding. */
export const writeAvif: Write = writing('avif', (image) => image.avif({ quality: 60, effort: 0 }));

/** Translucent everywhere. */
export const writePng: Write = writing('png', (image) =>
  image.ensureAlpha(0.7).png({ compressionLevel: 3 }),
);

/** An animated WebP of 480 x 360. */
export async function writeMoving(folder: string, frames: number): Promise<string> {
  const file = join(folder, `moving-${frames}.webp`);
  await (await moving({ width: 480, height: 360 }, frames)).webp().toFile(file);
  return file;
}

function writing(extension: string, encode: (image: Sharp) => Sharp): Write {
  return async (folder, megapixels, seed = 1) => {
    const file = join(folder, `${megapixels}-${seed}.${extension}`);
    await encode(await photoLike(MEGAPIXELS[megapixels], seed)).toFile(file);
    return file;
  };
}
