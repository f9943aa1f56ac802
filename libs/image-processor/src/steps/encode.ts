import sharp, { type Sharp } from 'sharp';
import type { Encoder } from '../encoders/encoder.ts';
import { encodeFailure } from '../errors.ts';
import type { OutputFormat } from '../formats.ts';
import type { Job } from '../pass.ts';
import type { Pixels } from '../pixels.ts';
import type { Target } from '../quality.ts';
import type { Recipe } from '../recipe.ts';
import type { Carrier } from './carrier.ts';
import { told } from '../told.ts';
import { timeout } from './timeout.ts';

/** How the frames of an animation follow each other. */
export interface Animation {
  /** Milliseconds that each frame is shown. */
  readonly delay: number[];
  /** How often it plays; 0 is for ever. */
  readonly loop: number;
}

/** What of an original goes into a file beside its pixels, and what was asked for. */
export interface Encoding {
  readonly recipe: Recipe;
  readonly animation: Animation;
  readonly carrier: Carrier;
  readonly job: Job;
}

/** An encoder that finds its options in a recipe. */
interface Codec {
  readonly encode: (image: Sharp, recipe: Recipe, quality: number) => Sharp;
  readonly exact: (recipe: Recipe) => boolean;
  readonly usual: number;
  readonly starts: Readonly<Record<Target, number>>;
}

/** Each is loaded when a file of its format is first made. */
const CODECS: Readonly<Record<OutputFormat, () => Promise<Codec>>> = {
  avif: async () => codec('avif', await import('../encoders/avif.ts')),
  webp: async () => codec('webp', await import('../encoders/webp.ts')),
  jpeg: async () => codec('jpeg', await import('../encoders/jpeg.ts')),
  png: async () => codec('png', await import('../encoders/png.ts')),
  gif: async () => codec('gif', await import('../encoders/gif.ts')),
};

export const codecOf = (format: OutputFormat): Promise<Codec> => CODECS[format]();

function codec<F extends OutputFormat>(
  format: F,
  { [format]: encoder }: Record<F, Encoder<NonNullable<Recipe[F]>>>,
): Codec {
  const { encode, exact, defaults, usual, starts } = encoder;
  return {
    encode: (image, recipe, quality) => encode(image, recipe[format] ?? defaults, quality),
    exact: (recipe) => exact(recipe[format] ?? defaults),
    usual,
    starts,
  };
}

/** Encodes pixels as a file of the format. */
export async function encode(
  pixels: Pixels,
  format: OutputFormat,
  quality: number,
  { recipe, animation, carrier, job }: Encoding,
): Promise<Buffer> {
  const codec = await codecOf(format);
  const encoding = () => {
    const image = codec.encode(carrier(pixels), recipe, quality);
    if (pixels.frames > 1) image[format === 'gif' ? 'gif' : 'webp']({ ...animation });
    return image.timeout(timeout(job.limits)).toBuffer();
  };
  try {
    return await told(encoding, job.signal);
  } catch (error) {
    throw encodeFailure(`a ${format}`, error);
  }
}

/** What a file shows, with as many channels as the pixels that it was made of. */
export async function decodeAgain(
  data: Buffer,
  { channels, frames }: Pixels,
  { limits }: Job,
): Promise<Buffer> {
  const image = sharp(data, { animated: frames > 1, limitInputPixels: false }).keepIccProfile();
  const shown = channels === 4 ? image.ensureAlpha() : image.removeAlpha();
  return shown.timeout(timeout(limits)).raw().toBuffer();
}
