import * as z from 'zod/mini';
import { ImageError } from '../../errors.ts';
import { fullRegion, type Region, type Size } from '../../geometry/region.ts';
import { integerBetween, MAX_SIDE } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { Step } from '../step.ts';

/** Pixels of the upright original, or a percentage of its side. */
function length(least: number) {
  const remedy = `write a whole number of pixels, at least ${least}, or a percentage such as '12.5%'`;
  const share = z.string().check(z.regex(/^(?:100|\d{1,2}(?:\.\d{1,3})?)%$/, remedy));
  return z.union([integerBetween(least, 10 * MAX_SIDE), share], remedy);
}

const params = strictObject({
  left: z._default(length(0).check(z.describe('Distance from the left edge.')), 0),
  top: z._default(length(0).check(z.describe('Distance from the top edge.')), 0),
  width: z._default(length(1).check(z.describe('Width of the part.')), '100%'),
  height: z._default(length(1).check(z.describe('Height of the part.')), '100%'),
}).check(
  z.describe(
    'Keeps a part of the upright original, before any other step. An SVG is cropped at its own size.',
  ),
);
export type CropParams = z.output<typeof params>;

export const crop = {
  params,
  example: { left: '10%', top: 40, width: '80%', height: 900 },
} satisfies Step<CropParams>;

/** The region that a variant crops, in pixels of the upright original: clipped to its edges. */
export function cropRegion(
  variant: string,
  original: Size,
  params: CropParams | undefined,
): Region {
  if (!params) return fullRegion(original);
  const horizontal = span(
    params.left,
    params.width,
    original.width,
    `the crop of ${variant} starts at left`,
  );
  const vertical = span(
    params.top,
    params.height,
    original.height,
    `the crop of ${variant} starts at top`,
  );
  return {
    left: horizontal.start,
    top: vertical.start,
    width: horizontal.length,
    height: vertical.length,
  };
}

type Length = CropParams['left'];

function span(
  start: Length,
  length: Length,
  side: number,
  what: string,
): { start: number; length: number } {
  const from = toPixels(start, side);
  if (from >= side) {
    throw new ImageError(
      'outside',
      `${what} ${start}, but the image ends at ${side}; start before that`,
    );
  }
  return { start: from, length: Math.min(Math.max(1, toPixels(length, side)), side - from) };
}

const toPixels = (length: Length, side: number): number =>
  typeof length === 'number' ? length : Math.round((parseFloat(length) / 100) * side);
