import { findImage } from '../overlay/watermark-image.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Header } from '../source/header.ts';
import { cropRegion } from '../steps/geometry/crop.ts';
import type { RenderOptions } from '../types.ts';
import { checkPlan } from './check-plan.ts';
import { plan, type Plan } from './plan.ts';

/** A checked original, and the plans of its variants. */
export interface RenderPlan<V extends string = string> {
  readonly header: Header;
  /** In the order of the variants. */
  readonly plans: readonly Plan<V>[];
}

/** Plans all variants of an original. Throws an `ImageError` where one of them cannot be made of it. */
export function planRender<V extends string>(
  header: Header,
  { variants, formats, images = {}, limits }: RenderOptions<V>,
): RenderPlan<V> {
  const { facts, metadata } = header;
  const isRgb = metadata.space === 'srgb' || metadata.space === 'rgb16';
  const input = { frames: facts.frames, hasProfile: metadata.hasProfile && isRgb, formats };
  const plans: Plan<V>[] = [];
  for (const variant in variants) {
    const recipe = variants[variant];
    checkParsed(variant, recipe);
    // A missing image is reported before any work starts.
    if (recipe.watermark) findImage(recipe.watermark.image, images);
    plans.push(plan(variant, recipe, cropRegion(variant, facts, recipe.crop), input));
  }
  for (const each of plans) checkPlan(each, limits);
  return { header, plans };
}

/** Programs without types may pass a recipe that was not parsed: without its defaults it means something else. */
function checkParsed(variant: string, recipe: Recipe): void {
  const { resize = { fit: '' } } = recipe;
  if ('animation' in recipe && 'fit' in resize) return;
  throw new TypeError(`the recipe of ${variant} has not been parsed; write recipe.parse({ … })`);
}
