import { OUTPUT_FORMATS, SOURCE_FORMATS } from './formats.ts';
import type { InspectOptions, Limits } from './source/facts.ts';
import type { RenderOptions } from './types.ts';
import { formatNumber } from './util/format-number.ts';

/** The most that each may be. sharp's timeout is limited to an hour. */
const MOST: Readonly<Required<Limits>> = {
  maxBytes: Number.MAX_SAFE_INTEGER,
  maxPixels: Number.MAX_SAFE_INTEGER,
  maxFrames: Number.MAX_SAFE_INTEGER,
  maxDuration: Number.MAX_SAFE_INTEGER,
  cpuTime: 3_600,
  timeout: 3_600,
};

/** Throws a `RangeError` or `TypeError` for wrong options: a mistake in the program, and no image is to blame. */
export function checkRenderOptions(options: RenderOptions): void {
  checkInspectOptions(options);
  checkFormats('formats', options.formats, OUTPUT_FORMATS);
}

/** Throws as `checkRenderOptions` does. */
export function checkInspectOptions(options: InspectOptions): void {
  checkRenamed(options);
  checkLimits(options.limits);
  checkFormats('accept', options.accept, SOURCE_FORMATS);
}

function checkLimits(limits: Limits): void {
  const all: Readonly<Record<string, unknown>> = {
    ...limits,
    maxDuration: limits.maxDuration ?? 1,
    cpuTime: limits.cpuTime ?? 1,
  };
  for (const [name, most] of Object.entries(MOST)) {
    const limit = all[name];
    if (typeof limit === 'number' && limit > 0 && limit <= most) continue;
    throw new RangeError(
      `limits.${name} is ${String(limit)}; write a number above 0 and at most ${formatNumber(most)}`,
    );
  }
}

/** Throws for unknown, repeated or missing formats. */
function checkFormats(
  option: 'accept' | 'formats',
  asked: readonly string[],
  known: readonly string[],
): void {
  const wrong = asked.find(
    (format, index) => !known.includes(format) || asked.indexOf(format) !== index,
  );
  if (wrong === undefined && asked.length > 0) return;
  const found = wrong === undefined ? 'is empty' : `contains '${wrong}'`;
  throw new RangeError(`${option} ${found}; choose from ${known.join(', ')}, each once`);
}

/** Throws for an option under its former name: without it, an original would silently not be isolated. */
function checkRenamed(options: object): void {
  if ('apart' in options) throw new TypeError('write isolate instead of apart');
}
