import type { Region } from '../geometry/region.ts';
import { checkPlan } from '../options.ts';
import { run, type Job } from '../raster/sharp-pass.ts';
import { cut, firstFrame, type Pixels } from '../raster/raster.ts';
import { replan, type Plan } from '../plan/plan.ts';
import { insideEdges, trim, type TrimParams } from '../steps/geometry/trim.ts';

/**
 * The plans, of whose regions only what lies inside their edges is left. Edges are looked for once for all sizes. Throws
 * an `ImageError` where what is left would become too large.
 */
export async function withoutEdges<V extends string>(
  plans: readonly Plan<V>[],
  original: Pixels,
  job: Job,
): Promise<Plan<V>[]> {
  const found = new Map<string, Region>();
  const trimmed: Plan<V>[] = [];
  for (const plan of plans) {
    const { recipe, region } = plan;
    const key = JSON.stringify([region, recipe.trim]);
    const inside = found.get(key) ?? (await insideOf(region, recipe.trim, original, job));
    found.set(key, inside);
    trimmed.push(replan(plan, inside));
  }
  for (const each of trimmed) checkPlan(each, job.limits);
  return trimmed;
}

async function insideOf(
  region: Region,
  params: TrimParams | undefined,
  original: Pixels,
  job: Job,
): Promise<Region> {
  // libvips looks for edges with a window of three pixels, in which there is no inside of less.
  if (!params || Math.min(region.width, region.height) < 3) return region;
  const picture = cut(firstFrame(original), region);
  const { info } = await run(picture, job, (image) => trim(image, params, picture));
  const inside = insideEdges(info, params, picture);
  return { ...inside, left: region.left + inside.left, top: region.top + inside.top };
}
