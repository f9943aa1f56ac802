import { ImageError } from './errors.ts';
import type { OutputFormat } from './formats.ts';
import type { Framing } from './framing.ts';
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
  const pixels = width * height * frames;
  if (pixels > maxPixels) {
    const sides = `${n(width)} x ${n(height)}${frames > 1 ? ` x ${n(frames)} frames` : ''}`;
    throw new ImageError(
      'too-many-pixels',
      `the image has ${n(pixels)} pixels (${sides}); the most is ${n(maxPixels)}`,
    );
  }
}

/** Pixels that a side of each format can have at most. */
const MOST_A_SIDE: Readonly<Record<OutputFormat, number>> = {
  avif: 16_384,
  webp: 16_383,
  jpeg: 65_535,
  png: 2_147_483_647,
};

/** What can be said once it is known what will be made: not every format holds every picture. */
export function checkSides(
  plans: readonly { readonly variant: string; readonly framing: Framing }[],
  formats: readonly OutputFormat[],
): void {
  for (const { variant, framing } of plans) {
    const { width, height } = framing.canvas;
    for (const format of formats) {
      if (Math.max(width, height) <= MOST_A_SIDE[format]) continue;
      throw new ImageError(
        'too-many-pixels',
        `${variant} would be ${n(width)} x ${n(height)}; ${format} holds ${n(MOST_A_SIDE[format])} a side: send a smaller image`,
      );
    }
  }
}

const n = (value: number): string => value.toLocaleString('en');
