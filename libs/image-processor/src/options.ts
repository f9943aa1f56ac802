import { ImageError } from './errors.ts';
import type { OutputFormat } from './formats.ts';
import { longest, type Size } from './geometry/region.ts';
import type { Parts } from './source/complexity.ts';
import type { Plan } from './plan/plan.ts';
import type { ImageFacts, Limits } from './types.ts';

/** The most that each may be. sharp has no longer timeout than an hour. */
const MOST: Readonly<Required<Limits>> = {
  maxBytes: Number.MAX_SAFE_INTEGER,
  maxPixels: Number.MAX_SAFE_INTEGER,
  maxFrames: Number.MAX_SAFE_INTEGER,
  maxDuration: Number.MAX_SAFE_INTEGER,
  timeout: 3_600,
};

/** Wrong limits are a mistake in the program, and no image is to blame for it. */
export function checkLimits(limits: Limits): void {
  const all: Readonly<Record<string, unknown>> = {
    ...limits,
    maxDuration: limits.maxDuration ?? 1,
  };
  for (const [name, most] of Object.entries(MOST)) {
    const limit = all[name];
    if (typeof limit === 'number' && limit > 0 && limit <= most) continue;
    throw new RangeError(
      `limits.${name} is ${String(limit)}: write a number above 0, of at most ${n(most)}`,
    );
  }
}

/** Names that are none, come twice, or are missing are a mistake in the program, and no image is to blame for it. */
export function checkFormats(
  option: 'accept' | 'formats',
  asked: readonly string[],
  known: readonly string[],
): void {
  const wrong = asked.find(
    (format, index) => !known.includes(format) || asked.indexOf(format) !== index,
  );
  if (wrong === undefined && asked.length > 0) return;
  const names = wrong === undefined ? 'nothing' : `'${wrong}'`;
  throw new RangeError(`${option} names ${names}: choose from ${known.join(', ')}, each once`);
}

/** What can be said before anything is read. */
export function checkBytes({ length }: Uint8Array, { maxBytes }: Limits): void {
  if (length === 0) throw new ImageError('empty', 'the file has no bytes; send an image');
  if (length > maxBytes) {
    throw new ImageError(
      'too-large',
      `the file has ${n(length)} bytes; the most is ${n(maxBytes)}: send a smaller one`,
    );
  }
}

/**
 * Programs write about ten scans, and the most patient of them a few dozens; decoders that are fuzzed stop at some
 * hundreds. A thumbnail in the same file counts as well.
 */
const MOST_SCANS = 100;

/** What can be said before a decoder looks at it. */
export function checkParts({ count, of }: Parts, { maxFrames }: Limits): void {
  const most = of === 'scans' ? MOST_SCANS : maxFrames;
  if (count <= most) return;
  throw new ImageError(
    of === 'scans' ? 'too-slow' : 'too-many-frames',
    `the image has ${n(count)} ${of}; the most is ${n(most)}: send one with fewer`,
  );
}

/** What can be said from the header, before anything is decoded. */
export function checkHeader(
  { width, height, frames }: ImageFacts,
  duration: number,
  limits: Limits,
): void {
  const { maxPixels, maxDuration = Infinity } = limits;
  checkParts({ count: frames, of: 'frames' }, limits);
  if (duration > maxDuration) {
    throw new ImageError(
      'too-long',
      `the image plays for ${n(duration)} seconds; the most is ${n(maxDuration)}: send a shorter one`,
    );
  }
  checkPixels('the image has', { width, height }, frames, maxPixels, 'send a smaller image');
}

/** Pixels that a side of each format can have at most; for JPEG libvips' own limit, which is below that of the format. */
const MOST_A_SIDE: Readonly<Record<OutputFormat, number>> = {
  avif: 16_384,
  webp: 16_383,
  jpeg: 65_500,
  png: 2_147_483_647,
  gif: 65_535,
};

/** Whether a file of the format can be as large as this. */
export const holds = (format: OutputFormat, size: Size): boolean =>
  longest(size) <= MOST_A_SIDE[format];

/**
 * What can be said once it is known what will be made: not every format holds every picture, and a
 * sliver that a recipe may enlarge would become a giant.
 */
export function checkPlan(
  { variant, turned, framing, size, frames, outputs }: Plan,
  { maxPixels }: Limits,
): void {
  for (const each of [turned, framing.picture, framing.canvas, size]) {
    checkPixels(`${variant} would have`, each, frames, maxPixels, MAKE_LESS);
  }
  const unable = outputs.formats.filter((format) => !holds(format, size));
  // Of several, one will do that can.
  if (outputs.smallest && unable.length < outputs.formats.length) return;
  for (const format of unable) {
    throw new ImageError(
      'too-many-pixels',
      `${variant} would be ${sides(size)}; ${format} holds ${n(MOST_A_SIDE[format])} a side: ${MAKE_LESS}`,
    );
  }
}

function checkPixels(what: string, size: Size, frames: number, most: number, remedy: string): void {
  const pixels = size.width * size.height * frames;
  if (pixels <= most) return;
  const all = frames > 1 ? `${sides(size)} x ${n(frames)} frames` : sides(size);
  throw new ImageError(
    'too-many-pixels',
    `${what} ${n(pixels)} pixels (${all}); the most is ${n(most)}: ${remedy}`,
  );
}

/** A smaller image does not help where it would be enlarged. */
const MAKE_LESS = 'make less of it, or send a smaller image';

const sides = ({ width, height }: Size): string => `${n(width)} x ${n(height)}`;
const n = (value: number): string => value.toLocaleString('en');
