import type { Copy } from './copy.ts';
import { drawn, needed } from './cover.ts';
import { whole, type Region } from './geometry.ts';
import { readHeader, type Header } from './inspect.ts';
import { checkPlan } from './limits.ts';
import { imageNamed } from './overlay/image-named.ts';
import { run, type Job } from './pass.ts';
import { cut, firstFrame, type Pixels } from './pixels.ts';
import { plan, replan, type Plan } from './plan.ts';
import type { Recipe } from './recipe.ts';
import { placeIn, scopeFor, sharing } from './scope.ts';
import { carrier, type Carrier } from './steps/carrier.ts';
import { crop } from './steps/crop.ts';
import { decode } from './steps/decode.ts';
import { insideEdges, trim, type TrimParams } from './steps/trim.ts';
import type { RenderOptions } from './types.ts';

/** The original in the colours of some variants: no more of its pixels than they need. */
export interface Master<V extends string = string> {
  readonly colour: Plan['colour'];
  readonly region: Region;
  readonly copy: Copy;
  /** Their regions are in pixels of the copy. */
  readonly plans: readonly Plan<V>[];
}

/** An original that has been judged, and what is to be made of it. */
export interface Settled<V extends string = string> {
  readonly header: Header;
  readonly plans: readonly Plan<V>[];
}

/** All that renditions are made of. */
export interface Prepared<V extends string> {
  /** Mostly one; one for each kind of colours that variants ask for, or two: of all of the original, and of parts. */
  readonly masters: readonly Master<V>[];
  /** What the files of each variant say beside their pixels. */
  readonly carriers: ReadonlyMap<V, Carrier>;
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

/** Decodes an original: after this, its bytes are not read again. */
export async function prepare<V extends string>(
  bytes: Uint8Array,
  { header, plans }: Settled<V>,
  job: Job,
): Promise<Prepared<V>> {
  const masters: Master<V>[] = [];
  for (const alike of Map.groupBy(plans, ({ colour }) => colour).values()) {
    for (const some of sharing(header.facts, alike, job.limits)) {
      masters.push(await decodeMaster(bytes, header, some, job));
    }
  }
  // The placeholder cannot be made of colours that only the original's profile knows.
  if (masters.every(({ colour }) => colour === 'keep')) {
    masters.push(await decodeMaster(bytes, header, [], job));
  }
  const carriers = new Map<V, Carrier>();
  // Made once for all that say the same.
  const made = new Map<string, Carrier>();
  for (const each of plans) {
    const says = JSON.stringify([each.colour, each.metadata]);
    const its = made.get(says) ?? (await carrier(bytes, header, each, job));
    made.set(says, its);
    carriers.set(each.variant, its);
  }
  return { masters, carriers };
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
    plans.push(plan(variant, recipe, crop(facts, recipe.crop), given));
  }
  return plans;
}

/** Types say so, and not every program has them: without its defaults a recipe says other things. */
function checkParsed(variant: string, recipe: Recipe): void {
  const { resize = { fit: '' } } = recipe;
  if ('animation' in recipe && 'fit' in resize) return;
  throw new TypeError(`the recipe of ${variant} is not parsed: write recipe.parse({ … })`);
}

async function decodeMaster<V extends string>(
  bytes: Uint8Array,
  header: Header,
  asked: readonly Plan<V>[],
  job: Job,
): Promise<Master<V>> {
  const colour = asked[0]?.colour ?? 'srgb';
  // Loaded when it is needed: most pictures are sRGB, as are the colours that recipes name.
  const plans = colour === 'p3' ? await (await import('./p3.ts')).inP3(asked) : asked;
  const scope = scopeFor(header.facts, plans, job.limits);
  const { region, size } = scope;
  const placed = placeIn(scope, plans);
  const animated = plans.some(({ frames }) => frames > 1);
  const trims = plans.some(({ recipe }) => recipe.trim);
  const part = trims || animated ? whole(size) : needed(drawn(placed), size);
  const pixels = job.held.keep(await decode(bytes, header, { scope, part, animated, colour, job }));
  const copy = { part, pixels };
  if (!trims) return { colour, region, copy, plans: placed };
  const settled = await trimAll(placed, pixels, job);
  for (const each of settled) checkPlan(each, job.limits);
  return { colour, region, copy, plans: settled };
}

/** The plans, of whose regions only what lies inside their edges is left. Edges are looked for once for all sizes. */
async function trimAll<V extends string>(
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
