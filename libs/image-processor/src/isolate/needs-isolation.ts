import { FORMATS, SOURCE_FORMATS } from '../formats.ts';
import type { InspectOptions } from '../source/facts.ts';
import { sniff } from '../source/sniff.ts';

/** Formats whose loaders can spin. */
const VECTOR_FORMATS = SOURCE_FORMATS.filter((format) => FORMATS[format].source.vector);

/**
 * True if an original is processed in a child process: where that is asked for, and always for an accepted format whose
 * loader can spin.
 */
export const needsIsolation = (
  bytes: Uint8Array,
  { accept, isolate = false }: Pick<InspectOptions, 'accept' | 'isolate'>,
): boolean => {
  if (isolate) return true;
  const risky = VECTOR_FORMATS.filter((format) => accept.includes(format));
  return risky.length > 0 && risky.some((format) => sniff(bytes) === format);
};
