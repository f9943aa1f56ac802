import sharp, { type Sharp } from 'sharp';
import type { Encoder } from '../encoders/encoder.ts';
import { ENCODERS, type EncoderParams } from '../encoders/encoders.ts';
import { encodeFailure } from '../errors.ts';
import type { OutputFormat } from '../formats.ts';
import type { Target } from '../params/quality.ts';
import type { Pixels } from '../raster/pixels.ts';
import type { SharpContext } from '../raster/sharp-pass.ts';
import { withLibvipsRetry } from '../raster/sharp-retry.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Animation } from '../source/facts.ts';

/** The content of a file, and the request for it. */
export interface Encoding {
  /** The variant, for messages. */
  readonly variant: string;
  readonly recipe: Recipe;
  /** Opens the image, with the metadata that the file carries. */
  readonly open: () => Sharp;
  /** Timing, where the file is animated. */
  readonly animation?: Animation | undefined;
  readonly context: Pick<SharpContext, 'signal' | 'timeout'>;
}

/** An encoder with the options of a recipe. */
interface BoundEncoder {
  readonly encode: (image: Sharp, quality: number, timing?: Animation) => Sharp;
  readonly isLossless: boolean;
  readonly defaultQuality: number;
  readonly searchStart: Readonly<Record<Target, number>>;
}

/** The encoder of a format with these options, or its defaults. */
export function encoderFor<Format extends OutputFormat>(
  format: Format,
  params: EncoderParams[Format],
): BoundEncoder {
  const encoder: Encoder<NonNullable<EncoderParams[Format]>> = ENCODERS[format];
  const { encode, isLossless, defaults, defaultQuality, searchStart } = encoder;
  const options = params ?? defaults;
  return {
    encode: (image, quality, timing) => encode(image, options, quality, timing),
    isLossless: isLossless(options),
    defaultQuality,
    searchStart,
  };
}

/** Encodes an image as a file of the format. */
export async function encode(
  format: OutputFormat,
  quality: number,
  { variant, recipe, open, animation, context }: Encoding,
): Promise<Buffer> {
  const operation = () => {
    const image = encoderFor(format, recipe[format]).encode(open(), quality, animation);
    return image.timeout(context.timeout).toBuffer();
  };
  try {
    return await withLibvipsRetry(operation, context.signal);
  } catch (error) {
    throw encodeFailure(`${variant}.${format}`, error);
  }
}

/** Decodes an encoded file to raw data with as many channels as the pixels that it was made from. */
export async function decodeEncoded(
  data: Buffer,
  { channels, frames }: Pick<Pixels, 'channels' | 'frames'>,
  { timeout, signal }: Pick<SharpContext, 'signal' | 'timeout'>,
): Promise<Buffer> {
  const image = sharp(data, { animated: frames > 1, limitInputPixels: false }).keepIccProfile();
  const shown = channels === 4 ? image.ensureAlpha() : image.removeAlpha();
  return withLibvipsRetry(() => shown.timeout(timeout).raw().toBuffer(), signal);
}
