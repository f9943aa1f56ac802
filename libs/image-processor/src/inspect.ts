import sharp, { type Metadata } from 'sharp';
import { corrupt, decodeFailure, ImageError } from './errors.ts';
import type { SourceFormat } from './formats.ts';
import { checkBytes, checkHeader } from './limits.ts';
import { sniff } from './sniff.ts';
import type { Animation } from './steps/encode.ts';
import { isWholeGif } from './whole-gif.ts';
import type { ImageFacts, InspectOptions } from './types.ts';

/** What the header says, including what only the decoder and the encoders need. */
export interface Header {
  readonly facts: ImageFacts;
  readonly animation: Animation;
  readonly metadata: Metadata;
}

/** Says what an original is, from its header; decodes nothing. Throws an `ImageError` if it is not acceptable. */
export async function inspect(bytes: Uint8Array, options: InspectOptions): Promise<ImageFacts> {
  return (await readHeader(bytes, options)).facts;
}

export async function readHeader(
  bytes: Uint8Array,
  { accept, limits }: InspectOptions,
): Promise<Header> {
  checkBytes(bytes, limits);
  const format = acceptedFormat(bytes, accept);
  const metadata = await readMetadata(bytes, format);
  const facts = {
    format,
    ...metadata.autoOrient,
    bytes: bytes.length,
    frames: framesOf(format, metadata),
    alpha: metadata.hasAlpha,
  };
  checkHeader(facts, limits);
  if (format === 'gif' && !isWholeGif(bytes)) throw corrupt(format, 'it ends inside a frame');
  return { facts, animation: animationOf(metadata), metadata };
}

function acceptedFormat(bytes: Uint8Array, accept: readonly SourceFormat[]): SourceFormat {
  const format = sniff(bytes);
  if (format !== undefined && accept.includes(format)) return format;
  const found = format === undefined ? 'this is not an image that we know' : `this is ${format}`;
  throw new ImageError('unsupported-format', `${found}; send ${accept.join(', ')}`);
}

async function readMetadata(bytes: Uint8Array, format: SourceFormat): Promise<Metadata> {
  // The limit is checked with our own message once the header is read; nothing is decoded here.
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw decodeFailure(format, error);
    });
  const read = metadata.compression === 'av1' ? 'avif' : metadata.format;
  if (read === format) return metadata;
  throw corrupt(format, `its first bytes say ${format}, the rest ${read}`);
}

/** Frames of an animation. The pages of a TIFF or the items of an AVIF are other pictures, and stay unread. */
const framesOf = (format: SourceFormat, { pages = 1 }: Metadata): number =>
  format === 'gif' || format === 'webp' ? pages : 1;

/** A GIF may show a frame for eleven minutes; encoders count milliseconds up to 65,535. */
const animationOf = ({ delay = [], loop = 0 }: Metadata): Animation => ({
  delay: delay.map((each) => clamp(each)),
  loop: clamp(loop),
});

const clamp = (value: number): number => Math.min(Math.max(value, 0), 65_535);
