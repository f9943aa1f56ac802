import { createHash } from 'node:crypto';
import sharp, { type Metadata } from 'sharp';
import { isApart } from './isolate/needs-isolation.ts';
import { corrupt, decodeFailure, ImageError } from './errors.ts';
import { SOURCE_FORMATS, type SourceFormat } from './formats.ts';
import { checkBytes, checkFormats, checkHeader, checkLimits, checkParts } from './options.ts';
import { sniff } from './source/sniff.ts';
import { told } from './raster/sharp-retry.ts';
import type { Animation } from './encode/encode.ts';
import { checkAllowed } from './source/loaders.ts';
import { partsIn } from './source/complexity.ts';
import { patience } from './util/time-budget.ts';
import { isWholeGif } from './source/gif-structure.ts';
import type { ImageFacts, Inspection, InspectOptions } from './types.ts';

/** What the header says, including what only the decoder and the encoders need. */
export interface Header {
  readonly facts: ImageFacts;
  readonly animation: Animation;
  readonly metadata: Metadata;
}

/** Says what an original is, from its header; decodes nothing. Throws an `ImageError` if it is not acceptable. */
export async function inspect(bytes: Uint8Array, options: InspectOptions): Promise<Inspection> {
  checkLimits(options.limits);
  checkFormats('accept', options.accept, SOURCE_FORMATS);
  if (!isApart(bytes, options)) return inspectHere(bytes, options);
  // Loaded when it is needed: most callers never start a process.
  const { inspectApart } = await import('./isolate/isolated.ts');
  return inspectApart(bytes, options);
}

/** The same, in this process. */
export async function inspectHere(bytes: Uint8Array, options: InspectOptions): Promise<Inspection> {
  const { waitFor } = patience(options.limits.timeout, options.signal);
  const { facts, animation, metadata } = await waitFor(readHeader(bytes, options));
  return {
    ...facts,
    orientation: metadata.orientation ?? 1,
    space: metadata.space,
    duration: facts.frames > 1 ? durationOf(animation) : 0,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

export async function readHeader(
  bytes: Uint8Array,
  { accept, limits }: InspectOptions,
): Promise<Header> {
  checkBytes(bytes, limits);
  const format = acceptedFormat(bytes, accept);
  checkAllowed(format);
  const parts = partsIn(bytes, format);
  if (parts) checkParts(parts, limits);
  const metadata = await readMetadata(bytes, format);
  const facts = {
    format,
    ...metadata.autoOrient,
    bytes: bytes.length,
    frames: framesOf(format, metadata),
    alpha: metadata.hasAlpha,
  };
  const animation = animationOf(metadata);
  checkHeader(facts, durationOf(animation), limits);
  if (format === 'gif' && !isWholeGif(bytes)) throw corrupt(format, 'it ends inside a frame');
  return { facts, animation, metadata };
}

export function acceptedFormat(bytes: Uint8Array, accept: readonly SourceFormat[]): SourceFormat {
  const format = sniff(bytes);
  if (format !== undefined && accept.includes(format)) return format;
  const found = format === undefined ? 'this is not an image that we know' : `this is ${format}`;
  throw new ImageError('unsupported-format', `${found}; send ${accept.join(', ')}`);
}

async function readMetadata(bytes: Uint8Array, format: SourceFormat): Promise<Metadata> {
  // The limit is checked with our own message once the header is read; nothing is decoded here.
  const reading = () => sharp(bytes, { limitInputPixels: false }).metadata();
  const metadata = await told(reading).catch((error: unknown) => {
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

const durationOf = ({ delay }: Animation): number =>
  delay.reduce((sum, each) => sum + each, 0) / 1_000;

const clamp = (value: number): number => Math.min(Math.max(value, 0), 65_535);
