import { readHeader, type Header } from '../inspect.ts';
import { checkPlan } from '../options.ts';
import { imageNamed } from '../overlay/image-named.ts';
import { plan, type Plan } from './plan.ts';
import type { Recipe } from '../recipe.ts';
import { crop } from '../steps/geometry/crop.ts';
import type { RenderOptions } from '../types.ts';

/** An original that has been judged, and what is to be made of it. */
export interface Settled<V extends string = string> {
  readonly header: Header;
  /** In the order of the variants. */
  readonly plans: readonly Plan<V>[];
}

/** Reads the header of an original, judges it, and plans. */
export async function settle<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Settled<V>> {
  const header = await readHeader(bytes, options);
  const plans = planAll(header, options);
  for (const each of plans) checkPlan(each, options.limits);
  return { header, plans };
}

function planAll<V extends string>(
  { facts, metadata: { hasProfile, space } }: Header,
  { variants, formats, images = {} }: RenderOptions<V>,
): Plan<V>[] {
  const isRgb = space === 'srgb' || space === 'rgb16';
  const given = { frames: facts.frames, hasProfile: hasProfile && isRgb, formats };
  const plans: Plan<V>[] = [];
  for (const variant in variants) {
    const recipe = variants[variant];
    checkParsed(variant, recipe);
    // Found missing before work is begun.
    if (recipe.watermark) imageNamed(recipe.watermark.image, images);
    plans.push(plan(variant, recipe, crop(variant, facts, recipe.crop), given));
  }
  return plans;
}

/** Types say so, and not every program has them: without its defaults a recipe says other things. */
function checkParsed(variant: string, recipe: Recipe): void {
  const { resize = { fit: '' } } = recipe;
  if ('animation' in recipe && 'fit' in resize) return;
  throw new TypeError(`the recipe of ${variant} is not parsed: write recipe.parse({ … })`);
}
