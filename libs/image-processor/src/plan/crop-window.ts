import { centerOn, place, type Strategy } from '../geometry/position.ts';
import { area, boundingBox, isSameSize, type Region } from '../geometry/region.ts';
import { isEnlarged, isTurned, viewKey, type Plan } from './plan.ts';

/** True if `cover` crops the scaled image. */
export const isCropped = ({ recipe: { resize }, framing: { scaled, canvas } }: Plan): boolean =>
  resize?.fit === 'cover' && !isSameSize(scaled, canvas);

/** A key shared by plans that show the same crop at different sizes. */
export function cropKey(plan: Plan): string {
  const { width, height } = plan.framing.canvas;
  return JSON.stringify([
    viewKey(plan),
    isCropped(plan) && [plan.recipe.resize?.position, ratio(width, height), ratio(height, width)],
    // An enlarged image is less sharp than its original, and is made by itself.
    isEnlarged(plan) && plan.framing,
  ]);
}

/** Rounded, because sizes of the same crop are. */
const ratio = (one: number, other: number): string => (one / other).toFixed(3);

/** Plans grouped by the crop that they show, the largest first. */
export const groupByCrop = (plans: readonly Plan[]): Plan[][] =>
  [...Map.groupBy(plans, cropKey).values()].map((same) => same.toSorted(byArea));

/**
 * The plans whose images are made from the original: of those with the same crop only the largest. The others are
 * scaled down from its crop, so that all show the same part, and smart crop runs once.
 */
export const madeFromOriginal = (plans: readonly Plan[]): Plan[] =>
  groupByCrop(plans).flatMap((same) => (same.some(isCropped) ? same.slice(0, 1) : same));

const byArea = (a: Plan, b: Plan): number => area(b.framing.canvas) - area(a.framing.canvas);

/** The window of the scaled image that a plan keeps, or the strategy that finds it. */
export function cropWindow({
  recipe: { resize },
  framing: { scaled, canvas },
}: Plan): Region | Strategy {
  const position = resize?.position ?? 'center';
  if (position === 'attention' || position === 'entropy') return position;
  const at =
    typeof position === 'object'
      ? centerOn(position, canvas, scaled)
      : place(position, canvas, scaled);
  return { ...at, ...canvas };
}

/** The strategy that finds a plan's crop, if one does. */
export function cropStrategy(plan: Plan): Strategy | undefined {
  const window = cropWindow(plan);
  return isCropped(plan) && typeof window === 'string' ? window : undefined;
}

/** The crop in pixels of the decoded image, where the scaled image has its size and the window is known beforehand. */
export function cropInDecoded(plan: Plan): Region | undefined {
  const { region, framing } = plan;
  if (!isCropped(plan) || isTurned(plan) || !isSameSize(region, framing.scaled)) return undefined;
  const window = cropWindow(plan);
  if (typeof window === 'string') return undefined;
  return { ...window, left: region.left + window.left, top: region.top + window.top };
}

/** The region of the decoded image that these plans need. */
export const neededRegion = (plans: readonly Plan[]): Region =>
  boundingBox(plans.map((plan) => cropInDecoded(plan) ?? plan.region));
