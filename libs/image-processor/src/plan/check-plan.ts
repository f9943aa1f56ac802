import { ImageError } from '../errors.ts';
import { FORMATS } from '../formats.ts';
import { checkPixels, sides } from '../source/check-source.ts';
import type { Limits } from '../source/facts.ts';
import { formatNumber } from '../util/format-number.ts';
import { canHold } from './outputs.ts';
import type { Plan } from './plan.ts';

/**
 * Checks a plan before anything is made: formats have a largest side, and a sliver that a recipe may enlarge would
 * become a giant. Throws `too-many-pixels`.
 */
export function checkPlan(
  { variant, rotated, framing, size, frames, outputs }: Plan,
  { maxPixels }: Limits,
): void {
  for (const each of [rotated, framing.scaled, framing.canvas, size]) {
    checkPixels(`${variant} would have`, each, frames, maxPixels, REMEDY);
  }
  const unable = outputs.formats.filter((format) => !canHold(format, size));
  // Of several formats, one that can hold it is enough.
  if (outputs.smallest && unable.length < outputs.formats.length) return;
  for (const format of unable) {
    const most = formatNumber(FORMATS[format].output.maxSide);
    throw new ImageError(
      'too-many-pixels',
      `${variant} would be ${sides(size)}, and the limit of ${format} is ${most} pixels per side; ${REMEDY}`,
    );
  }
}

/** A smaller image does not help where it would be enlarged. */
const REMEDY = 'ask for a smaller rendition, or send a smaller image';
