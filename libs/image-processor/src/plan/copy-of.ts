import { isSameSize, longestSide, scaleSize, type Size } from '../geometry/region.ts';
import { sides } from '../source/check-source.ts';
import type { Limits } from '../source/facts.ts';
import type { Header } from '../source/header.ts';
import { decodeWindowFor } from './decode-window.ts';
import type { RenderPlan } from './plan-render.ts';

/**
 * The header of a copy with the size of its original, from which all sizes are computed: those of the copy are rounded,
 * and would round differently again. Throws a `RangeError` for another shape.
 */
export function ofOriginal(header: Header, original: Size): Header {
  const { facts } = header;
  const copy = scaleSize(original, longestSide(facts) / longestSide(original));
  if (!isSameSize(copy, facts)) {
    throw new RangeError(
      `copyOf is ${sides(original)}, and the image is ${sides(facts)}, which is no copy of that; pass the size of its original`,
    );
  }
  const { width, height } = original;
  return { ...header, facts: { ...facts, width, height } };
}

/**
 * Throws a `RangeError` where plans need more pixels than a copy has, or a part of its original: the one would be blurred
 * without notice, and the other is in pixels of the original.
 */
export function checkCopy(
  copy: Size,
  { header: { facts }, plans }: RenderPlan,
  limits: Limits,
): void {
  const { region, size } = decodeWindowFor(facts, plans, limits);
  if (isSameSize(region, facts) && longestSide(size) <= longestSide(copy)) return;
  throw new RangeError(
    `a copy of ${sides(copy)} is not enough for ${plans.map(({ variant }) => variant).join(', ')}; choose one with copyFor`,
  );
}
