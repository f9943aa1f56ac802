import { area, hull, isSame, type Region } from '../geometry/region.ts';
import { isEnlarged, isTurned, viewOf, type Plan } from './plan.ts';
import { around, place, type Strategy } from '../geometry/position.ts';

/** Whether a plan cuts something off its picture. */
export const cuts = ({ recipe: { resize }, framing: { picture, canvas } }: Plan): boolean =>
  resize?.fit === 'cover' && !isSame(picture, canvas);

/** What plans show that differ in nothing but their size. */
export function shapeOf(plan: Plan): string {
  const { width, height } = plan.framing.canvas;
  return JSON.stringify([
    viewOf(plan),
    cuts(plan) && [plan.recipe.resize?.position, ratio(width, height), ratio(height, width)],
    // What is larger than its original shows it less well than that does, and is made by itself.
    isEnlarged(plan) && plan.framing,
  ]);
}

/** Sizes of one shape are rounded. */
const ratio = (one: number, other: number): string => (one / other).toFixed(3);

/** Plans that show the same, the largest first. */
export const byShape = (plans: readonly Plan[]): Plan[][] =>
  [...Map.groupBy(plans, shapeOf).values()].map((same) => same.toSorted(byArea));

/**
 * The plans whose pictures are made of the original. Of those that cut the same shape this is the largest: the others
 * are made smaller from what it has cut, so all show the same part, and what draws the eye is looked for once.
 */
export const drawn = (plans: readonly Plan[]): Plan[] =>
  byShape(plans).flatMap((same) => (same.some(cuts) ? same.slice(0, 1) : same));

const byArea = (a: Plan, b: Plan): number => area(b.framing.canvas) - area(a.framing.canvas);

/** The part of its picture that a plan keeps, or how that has to be looked for. */
export function kept({
  recipe: { resize },
  framing: { picture, canvas },
}: Plan): Region | Strategy {
  const position = resize?.position ?? 'centre';
  if (position === 'attention' || position === 'entropy') return position;
  const at =
    typeof position === 'object'
      ? around(position, canvas, picture)
      : place(position, canvas, picture);
  return { ...at, ...canvas };
}

/** How the part has to be looked for that a plan keeps. */
export function focusOf(plan: Plan): Strategy | undefined {
  const part = kept(plan);
  return cuts(plan) && typeof part === 'string' ? part : undefined;
}

/** What a plan keeps of a copy: where its picture is the copy's, and it is known beforehand. */
export function keptOnCopy(plan: Plan): Region | undefined {
  const { region, framing } = plan;
  if (!cuts(plan) || isTurned(plan) || !isSame(region, framing.picture)) return undefined;
  const part = kept(plan);
  if (typeof part === 'string') return undefined;
  return { ...part, left: region.left + part.left, top: region.top + part.top };
}

/** What drawn plans need of a copy. */
export const needed = (plans: readonly Plan[]): Region =>
  hull(plans.map((plan) => keptOnCopy(plan) ?? plan.region));
