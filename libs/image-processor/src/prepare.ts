import type { Copy } from './copy.ts';
import { drawn, needed } from './cover.ts';
import { hull, whole, type Region, type Size } from './geometry.ts';
import { readHeader, type Header } from './inspect.ts';
import { checkPlan } from './limits.ts';
import { run, type Job } from './pass.ts';
import { cut, firstFrame, type Pixels } from './pixels.ts';
import { plan, replan, smallestFor, type Plan } from './plan.ts';
import type { Recipe } from './recipe.ts';
import { carrier, type Carrier } from './steps/carrier.ts';
import { crop } from './steps/crop.ts';
import { decode } from './steps/decode.ts';
import { insideEdges, trim, type TrimParams } from './steps/trim.ts';
import type { RenderOptions } from './types.ts';

/** The original in the colours of some variants: no more of its pixels than they need. */
export interface Master<V extends string = string> {
  readonly colour: Plan['colour'];
  readonly copy: Copy;
  readonly plans: readonly Plan<V>[];
}

/** An original that has been judged, and what is to be made of it. */
export interface Settled<V extends string = string> {
  readonly header: Header;
  readonly plans: readonly Plan<V>[];
}

/** All that renditions are made of. */
export interface Prepared<V extends string> {
  /** Mostly one; one for each kind of colours that variants ask for. */
  readonly masters: readonly [Master<V>, ...Master<V>[]];
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
  const byColour = Map.groupBy(plans, ({ colour }) => colour);
  // The placeholder cannot be made of colours that only the original's profile knows.
  if (!byColour.has('srgb') && !byColour.has('p3')) byColour.set('srgb', []);
  const [[colour, first] = ['srgb' as const, []], ...others] = byColour;
  const masters: [Master<V>, ...Master<V>[]] = [
    await decodeMaster(bytes, header, first, colour, job),
  ];
  for (const [colour, some] of others) {
    masters.push(await decodeMaster(bytes, header, some, colour, job));
  }
  const carriers = new Map<V, Carrier>();
  for (const each of plans) carriers.set(each.variant, await carrier(bytes, header, each, job));
  return { masters, carriers };
}

function planAll<V extends string>(
  { facts, metadata: { hasProfile, space } }: Header,
  { variants, formats }: RenderOptions<V>,
): Plan<V>[] {
  const isRgb = space === 'srgb' || space === 'rgb16';
  const given = { frames: facts.frames, hasProfile: hasProfile && isRgb, formats };
  const plans: Plan<V>[] = [];
  for (const variant in variants) {
    const recipe = variants[variant];
    checkParsed(variant, recipe);
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
  colour: Plan['colour'],
  job: Job,
): Promise<Master<V>> {
  const original = header.facts;
  // Loaded when it is needed: most pictures are sRGB, as are the colours that recipes name.
  const plans = colour === 'p3' ? await (await import('./p3.ts')).inP3(asked) : asked;
  const animated = plans.some(({ frames }) => frames > 1);
  const trims = plans.some(({ recipe }) => recipe.trim);
  // Where edges end can only be told from all of it.
  const size = trims ? original : smallestFor(original, plans);
  const part = trims || animated ? whole(size) : partFor(plans, size, original);
  const pixels = await decode(bytes, header, { size, part, animated, colour, job });
  const copy = { size, part, pixels };
  if (!trims) return { colour, copy, plans };
  const settled = await trimAll(plans, pixels, job);
  for (const each of settled) checkPlan(each, job.limits);
  return { colour, copy, plans: settled };
}

/** What of a copy of this size plans need. */
const partFor = (plans: readonly Plan[], size: Size, original: Size): Region =>
  plans.length === 0 ? whole(size) : hull(drawn(plans).map((plan) => needed(plan, size, original)));

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
