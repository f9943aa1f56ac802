import { ImageError } from '../errors.ts';
import type { Size } from '../geometry/region.ts';
import { formatBytes } from '../util/byte-size.ts';
import { formatDuration } from '../util/duration.ts';
import { formatNumber } from '../util/format-number.ts';
import type { Complexity } from './complexity.ts';
import type { ImageFacts, Limits } from './facts.ts';

/** Checks a file before anything is read of it. */
export function checkBytes({ length }: Uint8Array, { maxBytes }: Limits): void {
  if (length === 0) throw new ImageError('empty', 'the file is empty; send an image');
  if (length > maxBytes) {
    throw new ImageError(
      'too-large',
      `the file is ${formatBytes(length)}, and the limit is ${formatBytes(maxBytes)}; send a smaller one`,
    );
  }
}

/**
 * Encoders write about ten scans, and the slowest settings of them a few dozen; decoders under fuzzing stop at some
 * hundreds. A thumbnail in the same file counts too.
 */
const MAX_SCANS = 100;

/** Checks the parts of a file before a decoder sees it. */
export function checkComplexity({ count, of }: Complexity, { maxFrames }: Limits): void {
  const most = of === 'scans' ? MAX_SCANS : maxFrames;
  if (count <= most) return;
  throw new ImageError(
    of === 'scans' ? 'too-slow' : 'too-many-frames',
    `the image has ${formatNumber(count)} ${of}, and the limit is ${formatNumber(most)}; send one with fewer`,
  );
}

/** Checks the facts of the header before anything is decoded. */
export function checkHeader(
  { width, height, frames }: ImageFacts,
  duration: number,
  limits: Limits,
): void {
  const { maxPixels, maxDuration = Infinity } = limits;
  checkComplexity({ count: frames, of: 'frames' }, limits);
  if (duration > maxDuration) {
    throw new ImageError(
      'too-long',
      `the image plays for ${formatDuration(duration)}, and the limit is ${formatDuration(maxDuration)}; send a shorter one`,
    );
  }
  checkPixels('the image has', { width, height }, frames, maxPixels, 'send a smaller image');
}

/** Checks the pixels of an image, or of one that is to be made. */
export function checkPixels(
  what: string,
  size: Size,
  frames: number,
  most: number,
  remedy: string,
): void {
  const pixels = size.width * size.height * frames;
  if (pixels <= most) return;
  const all = frames > 1 ? `${sides(size)} x ${formatNumber(frames)} frames` : sides(size);
  throw new ImageError(
    'too-many-pixels',
    `${what} ${formatNumber(pixels)} pixels (${all}), and the limit is ${formatNumber(most)}; ${remedy}`,
  );
}

/** A size for messages: 4,000 x 3,000. */
export const sides = ({ width, height }: Size): string =>
  `${formatNumber(width)} x ${formatNumber(height)}`;
