import {
  area,
  hull,
  isSame,
  longest,
  scaled,
  whole,
  within,
  type Region,
  type Size,
} from '../geometry/region.ts';
import type { Plan } from './plan.ts';
import { PLACEHOLDER_SIDE } from '../render/placeholder.ts';
import type { ImageFacts, Limits } from '../types.ts';

/** What is decoded for some plans: a region of the upright original, at its own size or smaller. */
export interface Scope {
  readonly region: Region;
  readonly size: Size;
}

type Original = Pick<ImageFacts, 'format' | 'width' | 'height'>;
type Bounds = Pick<Limits, 'maxPixels'>;

/**
 * The least from which all plans can be made: smaller where they all show the same. Where they do not, edges between two
 * pixels of a smaller copy would show what was cut off. An SVG is drawn as large as it is needed.
 */
export function scopeFor(original: Original, plans: readonly Plan[], { maxPixels }: Bounds): Scope {
  const region = plans.some(needsWhole) ? whole(original) : hull(plans.map(regionOf));
  const areSame = plans.every((plan) => isSame(plan.region, region) && !plan.recipe.trim);
  const most = original.format === 'svg' ? mostOf(region, maxPixels) : 1;
  return { region, size: areSame ? smallestFor(region, plans, most) : sizeOf(region) };
}

/** The smallest size from which all plans of a picture and a placeholder can be made, of at most so many times its own. */
export function smallestFor(original: Size, plans: readonly Plan[], most = 1): Size {
  const needed = plans.map(({ turned: { width, height }, framing: { picture } }) =>
    Math.max(picture.width / width, picture.height / height),
  );
  const placeholder = PLACEHOLDER_SIDE / longest(original);
  return scaled(original, Math.min(most, Math.max(Math.min(1, placeholder), ...needed)));
}

/** Plans that are made of the same copy: crops by themselves, unless all of the original is there in full size. */
export function sharing<P extends Plan>(
  original: Original,
  plans: readonly P[],
  bounds: Bounds,
): P[][] {
  const isWhole = (plan: P): boolean => needsWhole(plan) || isSame(plan.region, original);
  const { wholes = [], parts = [] } = Object.groupBy(plans, (plan) =>
    isWhole(plan) ? 'wholes' : 'parts',
  );
  const isFull = wholes.length > 0 && isSame(scopeFor(original, wholes, bounds).size, original);
  return isFull ? [[...plans]] : [wholes, parts].filter(({ length }) => length > 0);
}

/** Edges are looked for in all of it, and sharp turns animations as a whole. */
export const needsWhole = ({ frames, recipe: { trim } }: Plan): boolean =>
  frames > 1 || trim !== undefined;

/** How many times larger a picture may be drawn: its pixels are limited, and so are its sides, to what sharp loads. */
const mostOf = (size: Size, maxPixels: number): number =>
  Math.max(1, Math.min(Math.sqrt(maxPixels / area(size)), 32_767 / longest(size)));

const regionOf = ({ region }: Plan): Region => region;
const sizeOf = ({ width, height }: Region): Size => ({ width, height });

/** Plans whose regions are in pixels of that. */
export const placeIn = <V extends string>(
  { region, size }: Scope,
  plans: readonly Plan<V>[],
): Plan<V>[] =>
  plans.map((plan) => ({
    ...plan,
    region: isSame(region, size) ? within(plan.region, region) : whole(size),
  }));

/** The part of the original that a part of the scope shows. */
export function partOf({ region, size }: Scope, part: Region): Region {
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
