import type { Region } from '../geometry/region.ts';
import { checkPlan } from '../plan/check-plan.ts';
import { withRegion, type Plan } from '../plan/plan.ts';
import { extractRegion, firstFrame, type Pixels } from '../raster/pixels.ts';
import { rawPass } from '../raster/sharp-pass.ts';
import type { RenderContext } from '../render-context.ts';
import { regionInsideEdges, trimChain, type TrimParams } from '../steps/geometry/trim.ts';

/**
 * Reduces the plans' regions to the parts inside their edges, which are searched once for all sizes. Throws an
 * `ImageError` where a trimmed rendition would be too large.
 */
export async function trimEdges<V extends string>(
  plans: readonly Plan<V>[],
  original: Pixels,
  context: RenderContext,
): Promise<Plan<V>[]> {
  const found = new Map<string, Region>();
  const trimmed: Plan<V>[] = [];
  for (const plan of plans) {
    const { recipe, region } = plan;
    const key = JSON.stringify([region, recipe.trim]);
    const inside = found.get(key) ?? (await findInside(region, recipe.trim, original, context));
    found.set(key, inside);
    trimmed.push(withRegion(plan, inside));
  }
  for (const each of trimmed) checkPlan(each, context.limits);
  return trimmed;
}

async function findInside(
  region: Region,
  params: TrimParams | undefined,
  original: Pixels,
  context: RenderContext,
): Promise<Region> {
  // libvips searches with a window of three pixels: a smaller image has no inside.
  if (!params || Math.min(region.width, region.height) < 3) return region;
  const image = extractRegion(firstFrame(original), region);
  const { info } = await rawPass(image, context, (chain) => trimChain(chain, params));
  const inside = regionInsideEdges(info, params, image);
  return { ...inside, left: region.left + inside.left, top: region.top + inside.top };
}
