import type { Sharp } from 'sharp';
import { encodeFailure } from '../errors.ts';
import type { OutputFormat } from '../formats.ts';
import { open, type Pixels } from '../pixels.ts';
import type { Recipe } from '../recipe.ts';
import type { Limits } from '../types.ts';
import { timeout } from './timeout.ts';

/** How the frames of an animation follow each other. */
export interface Animation {
  /** Milliseconds that each frame is shown. */
  readonly delay: number[];
  /** How often it plays; 0 is for ever. */
  readonly loop: number;
}

interface EncodeParams {
  readonly recipe: Recipe;
  readonly animation: Animation;
  readonly limits: Limits;
}

type Encoder = (image: Sharp, recipe: Recipe) => Sharp;

const ENCODERS: Readonly<Record<OutputFormat, Encoder>> = {
  avif: (image, { quality = 50 }) => image.avif({ quality, effort: 3 }),
  webp: (image, { quality = 80 }) => image.webp({ quality, effort: 4 }),
  jpeg: (image, { quality = 80, background }) =>
    image.flatten({ background }).jpeg({ quality, mozjpeg: true }),
  png: (image) => image.png(),
};

/** Encodes pixels as a file of the format: no metadata, as sRGB without a profile. */
export async function encode(
  pixels: Pixels,
  format: OutputFormat,
  { recipe, animation, limits }: EncodeParams,
): Promise<Buffer> {
  const image = ENCODERS[format](open(pixels), recipe).timeout(timeout(limits));
  if (pixels.frames > 1) image.webp({ ...animation });
  try {
    return await image.toBuffer();
  } catch (error) {
    throw encodeFailure(`a ${format}`, error);
  }
}
