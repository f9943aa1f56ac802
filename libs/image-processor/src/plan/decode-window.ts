import { FORMATS } from '../formats.ts';
import {
  area,
  boundingBox,
  fullRegion,
  isSameSize,
  longestSide,
  relativeTo,
  scaleSize,
  type Region,
  type Size,
} from '../geometry/region.ts';
import type { ImageFacts, Limits } from '../source/facts.ts';
import type { Plan } from './plan.ts';

/** The part to decode for some plans: a region of the upright original, at its own size or scaled. */
export interface DecodeWindow {
  readonly region: Region;
  readonly size: Size;
}

type Original = Pick<ImageFacts, 'format' | 'width' | 'height'>;
type PixelLimit = Pick<Limits, 'maxPixels'>;

/** Pixels of the longest side of a placeholder: the most that ThumbHash takes. */
export const PLACEHOLDER_SIDE = 100;

/**
 * The smallest window from which all plans can be made: scaled down where they all show the same region. Where they do
 * not, edges between two pixels of a smaller copy would show pixels that were cropped. A vector image is drawn as large
 * as needed.
 */
export function decodeWindowFor(
  original: Original,
  plans: readonly Plan[],
  { maxPixels }: PixelLimit,
): DecodeWindow {
  const region = plans.some(needsFullImage)
    ? fullRegion(original)
    : boundingBox(plans.map((plan) => plan.region));
  const areSame = plans.every((plan) => isSameSize(plan.region, region) && !plan.recipe.trim);
  const most = FORMATS[original.format].source.vector ? largestScale(region, maxPixels) : 1;
  return { region, size: areSame ? smallestSizeFor(region, plans, most) : sizeOf(region) };
}

/** The smallest size of an image from which all plans and a placeholder can be made, scaled by at most `most`. */
export function smallestSizeFor(
  original: Size,
  plans: readonly Pick<Plan, 'rotated' | 'framing'>[],
  most = 1,
): Size {
  const needed = plans.map(({ rotated: { width, height }, framing: { scaled } }) =>
    Math.max(scaled.width / width, scaled.height / height),
  );
  const placeholder = PLACEHOLDER_SIDE / longestSide(original);
  return scaleSize(original, Math.min(most, Math.max(Math.min(1, placeholder), ...needed)));
}

/** Groups plans that are made from the same decode: crops by themselves, unless the whole original is decoded anyway. */
export function groupByDecode<P extends Plan>(
  original: Original,
  plans: readonly P[],
  limit: PixelLimit,
): P[][] {
  const showsAll = (plan: P): boolean => needsFullImage(plan) || isSameSize(plan.region, original);
  const { full = [], parts = [] } = Object.groupBy(plans, (plan) =>
    showsAll(plan) ? 'full' : 'parts',
  );
  const isFullSize =
    full.length > 0 && isSameSize(decodeWindowFor(original, full, limit).size, original);
  return isFullSize ? [[...plans]] : [full, parts].filter(({ length }) => length > 0);
}

/** Edges are searched in the whole image, and sharp rotates animations as a whole. */
const needsFullImage = ({ frames, recipe: { trim } }: Plan): boolean =>
  frames > 1 || trim !== undefined;

/** The largest factor at which an image may be drawn: within the limit on pixels, and the sides that sharp loads. */
const largestScale = (size: Size, maxPixels: number): number =>
  Math.max(1, Math.min(Math.sqrt(maxPixels / area(size)), 32_767 / longestSide(size)));

const sizeOf = ({ width, height }: Region): Size => ({ width, height });

/** The plans with their regions in pixels of the window. */
export const plansInWindow = <V extends string>(
  { region, size }: DecodeWindow,
  plans: readonly Plan<V>[],
): Plan<V>[] =>
  plans.map((plan) => ({
    ...plan,
    region: isSameSize(region, size) ? relativeTo(plan.region, region) : fullRegion(size),
  }));

/** The region of the original that a part of the window shows. */
export function regionInOriginal({ region, size }: DecodeWindow, part: Region): Region {
  const [x, y] = [region.width / size.width, region.height / size.height];
  const [left, top] = [Math.floor(part.left * x), Math.floor(part.top * y)];
  const right = Math.min(region.width, Math.ceil((part.left + part.width) * x));
  const bottom = Math.min(region.height, Math.ceil((part.top + part.height) * y));
  return {
    left: region.left + left,
    top: region.top + top,
    width: right - left,
    height: bottom - top,
  };
}
