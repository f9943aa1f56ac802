import sharp, { type Metadata } from 'sharp';
import { corrupt, decodeFailure } from '../errors.ts';
import { FORMATS, type SourceFormat } from '../formats.ts';
import { withLibvipsRetry } from '../raster/sharp-retry.ts';
import { acceptedFormat } from './accepted-format.ts';
import { checkBytes, checkComplexity, checkHeader } from './check-source.ts';
import { complexityOf } from './complexity.ts';
import type { Animation, ImageFacts, InspectOptions } from './facts.ts';
import { isCompleteGif } from './gif-structure.ts';
import { checkLoaderAllowed } from './loaders.ts';

/** An original's header, including details that only the decoder and the encoders need. */
export interface Header {
  readonly facts: ImageFacts;
  readonly animation: Animation;
  readonly metadata: Metadata;
}

/** Reads and checks the header of an original. Throws an `ImageError` if the original is not acceptable. */
export async function readHeader(
  bytes: Uint8Array,
  { accept, limits }: InspectOptions,
): Promise<Header> {
  checkBytes(bytes, limits);
  const format = acceptedFormat(bytes, accept);
  checkLoaderAllowed(format);
  const complexity = complexityOf(bytes, format);
  if (complexity) checkComplexity(complexity, limits);
  const metadata = await readMetadata(bytes, format);
  const facts = {
    format,
    ...metadata.autoOrient,
    bytes: bytes.length,
    frames: FORMATS[format].animated ? (metadata.pages ?? 1) : 1,
    alpha: metadata.hasAlpha,
  };
  const animation = animationOf(metadata);
  checkHeader(facts, durationOf(animation), limits);
  if (format === 'gif' && !isCompleteGif(bytes)) throw corrupt(format, 'it ends inside a frame');
  return { facts, animation, metadata };
}

async function readMetadata(bytes: Uint8Array, format: SourceFormat): Promise<Metadata> {
  // No limit on pixels: nothing is decoded here, and the header is checked with a message of our own.
  const read = () => sharp(bytes, { limitInputPixels: false }).metadata();
  const metadata = await withLibvipsRetry(read).catch((error: unknown) => {
    throw decodeFailure(format, error);
  });
  // sharp calls an AVIF `heif`.
  const actual = metadata.compression === 'av1' ? 'avif' : metadata.format;
  if (actual === format) return metadata;
  throw corrupt(format, `it starts as ${format}, but its content is ${actual}`);
}

/** A GIF may show a frame for eleven minutes; encoders take at most 65,535 milliseconds. */
const animationOf = ({ delay = [], loop = 0 }: Metadata): Animation => ({
  delay: delay.map((each) => clamp(each)),
  loop: clamp(loop),
});

/** Seconds. */
export const durationOf = ({ delay }: Animation): number =>
  delay.reduce((sum, each) => sum + each, 0) / 1_000;

const clamp = (value: number): number => Math.min(Math.max(value, 0), 65_535);
