import sharp, { type Sharp } from 'sharp';
import { avif } from '../encoders/avif.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { gif } from '../encoders/gif.ts';
import { jpeg } from '../encoders/jpeg.ts';
import { png } from '../encoders/png.ts';
import { webp } from '../encoders/webp.ts';
import { encodeFailure } from '../errors.ts';
import type { OutputFormat } from '../formats.ts';
import type { Job } from '../raster/sharp-pass.ts';
import type { Pixels } from '../raster/raster.ts';
import type { Target } from '../params/quality.ts';
import type { Recipe } from '../recipe.ts';
import { told } from '../raster/sharp-retry.ts';
import { timeout } from '../raster/timeout.ts';

/** How the frames of an animation follow each other. */
export interface Animation {
  /** Milliseconds that each frame is shown. */
  readonly delay: number[];
  /** How often it plays; 0 is for ever. */
  readonly loop: number;
}

/** What goes into a file, and what was asked for. */
export interface Encoding {
  /** Whose file it is. */
  readonly variant: string;
  readonly recipe: Recipe;
  /** Opens the picture, with all that the file says beside it. */
  readonly open: () => Sharp;
  /** Where it moves. */
  readonly animation?: Animation | undefined;
  readonly job: Job;
}

/** An encoder that finds its options in a recipe. */
interface Codec {
  readonly encode: (image: Sharp, recipe: Recipe, quality: number) => Sharp;
  readonly exact: (recipe: Recipe) => boolean;
  readonly usual: number;
  readonly starts: Readonly<Record<Target, number>>;
}

export const CODECS: Readonly<Record<OutputFormat, Codec>> = {
  avif: codec('avif', avif),
  webp: codec('webp', webp),
  jpeg: codec('jpeg', jpeg),
  png: codec('png', png),
  gif: codec('gif', gif),
};

function codec<F extends OutputFormat>(
  format: F,
  { encode, exact, defaults, usual, starts }: Encoder<NonNullable<Recipe[F]>>,
): Codec {
  return {
    encode: (image, recipe, quality) => encode(image, recipe[format] ?? defaults, quality),
    exact: (recipe) => exact(recipe[format] ?? defaults),
    usual,
    starts,
  };
}

/** Encodes a picture as a file of the format. */
export async function encode(
  format: OutputFormat,
  quality: number,
  { variant, recipe, open, animation, job }: Encoding,
): Promise<Buffer> {
  const encoding = () => {
    const image = CODECS[format].encode(open(), recipe, quality);
    if (animation) image[format === 'gif' ? 'gif' : 'webp']({ ...animation });
    return image.timeout(timeout(job.limits)).toBuffer();
  };
  try {
    return await told(encoding, job.signal);
  } catch (error) {
    throw encodeFailure(`${variant}.${format}`, error);
  }
}

/** What a file shows, with as many channels as the pixels that it was made of. */
export async function decodeAgain(
  data: Buffer,
  { channels, frames }: Pick<Pixels, 'channels' | 'frames'>,
  { limits, signal }: Job,
): Promise<Buffer> {
  const image = sharp(data, { animated: frames > 1, limitInputPixels: false }).keepIccProfile();
  const shown = channels === 4 ? image.ensureAlpha() : image.removeAlpha();
  return told(() => shown.timeout(timeout(limits)).raw().toBuffer(), signal);
}
