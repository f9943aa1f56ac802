import * as z from 'zod/mini';
import * as bounds from '../../params/number.ts';
import { ImageError } from '../../errors.ts';
import { whole, type Region, type Size } from '../../geometry/region.ts';

/** Pixels of the upright original, or a share of it. */
function length(least: number) {
  const how = `write pixels, of at least ${least}, or a share as '12.5%'`;
  const share = z.string().check(z.regex(/^(?:100|\d{1,2}(?:\.\d{1,3})?)%$/, how));
  return z.union([bounds.whole(least, 10 * bounds.LONGEST_SIDE), share], how);
}

export const cropParams = z.strictObject({
  left: z._default(length(0).check(z.describe('Where it starts, from the left.')), 0),
  top: z._default(length(0).check(z.describe('Where it starts, from the top.')), 0),
  width: z._default(length(1).check(z.describe('How wide it is.')), '100%'),
  height: z._default(length(1).check(z.describe('How high it is.')), '100%'),
});
export type CropParams = z.output<typeof cropParams>;

/** The part that a variant asks for, in pixels of the upright original: what of it lies outside is left out. */
export function crop(variant: string, original: Size, params: CropParams | undefined): Region {
  if (!params) return whole(original);
  const { left, top } = params;
  const [x, width] = span(
    left,
    params.width,
    original.width,
    `${variant} is cut from left ${left}`,
  );
  const [y, height] = span(
    top,
    params.height,
    original.height,
    `${variant} is cut from top ${top}`,
  );
  return { left: x, top: y, width, height };
}

type Length = CropParams['left'];

function span(start: Length, length: Length, whole: number, what: string): [number, number] {
  const from = pixels(start, whole);
  if (from >= whole) {
    throw new ImageError('outside', `${what}, and the image ends at ${whole}: start before that`);
  }
  return [from, Math.min(Math.max(1, pixels(length, whole)), whole - from)];
}

const pixels = (length: Length, whole: number): number =>
  typeof length === 'number' ? length : Math.round((parseFloat(length) / 100) * whole);
