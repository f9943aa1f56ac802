import { ImageError } from './errors.ts';
import type { OutputFormat } from './formats.ts';
import type { Framing, Size } from './framing.ts';
import type { Recipe } from './recipe.ts';
import type { ImageFacts, Limits } from './types.ts';

/** What can be said before anything is read. */
export function checkBytes({ length }: Uint8Array, { maxBytes }: Limits): void {
  if (length === 0) throw new ImageError('empty', 'the file has no bytes; send an image');
  if (length > maxBytes) {
    throw new ImageError(
      'too-large',
      `the file has ${n(length)} bytes; the most is ${n(maxBytes)}`,
    );
  }
}

/** What can be said from the header, before anything is decoded. */
export function checkHeader(
  { width, height, frames }: ImageFacts,
  { maxPixels, maxFrames }: Limits,
): void {
  if (frames > maxFrames) {
    throw new ImageError(
      'too-many-frames',
      `the image has ${n(frames)} frames; the most is ${n(maxFrames)}`,
    );
  }
  checkPixels('the image has', { width, height }, frames, maxPixels);
}

/** Pixels that a side of each format can have at most. */
const MOST_A_SIDE: Readonly<Record<OutputFormat, number>> = {
  avif: 16_384,
  webp: 16_383,
  jpeg: 65_535,
  png: 2_147_483_647,
};

/** One variant, settled before anything is decoded. */
export interface Plan<V extends string = string> {
  readonly variant: V;
  readonly recipe: Recipe;
  readonly framing: Framing;
  /** The most frames that any of its renditions has. */
  readonly frames: number;
}

/**
 * What can be said once it is known what will be made: not every format holds every picture, and a
 * sliver that a recipe may enlarge would become a giant.
 */
export function checkPlan(
  { variant, framing, frames }: Plan,
  formats: readonly OutputFormat[],
  { maxPixels }: Limits,
): void {
  const { picture, canvas } = framing;
  checkPixels(`${variant} would have`, picture, frames, maxPixels);
  checkPixels(`${variant} would have`, canvas, frames, maxPixels);
  for (const format of formats) {
    if (Math.max(canvas.width, canvas.height) <= MOST_A_SIDE[format]) continue;
    throw new ImageError(
      'too-many-pixels',
      `${variant} would be ${sides(canvas)}; ${format} holds ${n(MOST_A_SIDE[format])} a side: send a smaller image`,
    );
  }
}

function checkPixels(what: string, size: Size, frames: number, most: number): void {
  const pixels = size.width * size.height * frames;
  if (pixels <= most) return;
  const all = frames > 1 ? `${sides(size)} x ${n(frames)} frames` : sides(size);
  throw new ImageError(
    'too-many-pixels',
    `${what} ${n(pixels)} pixels (${all}); the most is ${n(most)}`,
  );
}

const sides = ({ width, height }: Size): string => `${n(width)} x ${n(height)}`;
const n = (value: number): string => value.toLocaleString('en');
