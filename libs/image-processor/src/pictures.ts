import { isSame, type Region, type Size } from './geometry.ts';
import { once } from './once.ts';
import { framewise, pass, type Job } from './pass.ts';
import { cut, type Pixels } from './pixels.ts';
import { viewOf, type Plan } from './plan.ts';
import { flip, flop, rotate } from './steps/turn.ts';

/** The picture of a plan, before it is cut or padded to its canvas. */
export type PictureOf = (plan: Plan) => Promise<Pixels>;

/**
 * The pictures that plans ask for: each is made once, when it is first
 * asked for, and from the next larger one that shows the same. That is what makes many sizes cost little more
 * than the largest.
 */
export function pictures(
  master: Pixels,
  original: Size,
  plans: readonly Plan[],
  job: Job,
): PictureOf {
  const views = new Map<string, (size: Size) => Promise<Pixels>>();
  for (const [key, same] of Map.groupBy(plans, viewOf)) {
    const [first] = same;
    if (!first) continue;
    const whole = once(() => turn(cut(master, on(master, original, first.region)), first, job));
    const sizes = same.map(({ framing }) => framing.picture);
    views.set(key, ladder(whole, sizes, job));
  }
  return async (plan) => {
    const view = views.get(viewOf(plan));
    if (!view) throw new RangeError(`${plan.variant} is none of the plans`);
    return view(plan.framing.picture);
  };
}

/** A region of the original in pixels of its smaller copy. */
function on(copy: Size, original: Size, region: Region): Region {
  const [x, y] = [copy.width / original.width, copy.height / original.height];
  const left = Math.min(Math.round(region.left * x), copy.width - 1);
  const top = Math.min(Math.round(region.top * y), copy.height - 1);
  const right = Math.max(left + 1, Math.round((region.left + region.width) * x));
  const bottom = Math.max(top + 1, Math.round((region.top + region.height) * y));
  return { left, top, width: right - left, height: bottom - top };
}

/** The order is the contract: rotate, flip, flop. */
async function turn(pixels: Pixels, { recipe }: Plan, job: Job): Promise<Pixels> {
  let made = pixels;
  for (const step of TURNS) made = await step(made, recipe, job);
  return made;
}
const TURNS = [framewise('rotate', rotate), framewise('flip', flip), framewise('flop', flop)];

/** Each size once, from the smallest larger one; the largest from the whole. */
function ladder(
  whole: () => Promise<Pixels>,
  sizes: readonly Size[],
  job: Job,
): (size: Size) => Promise<Pixels> {
  const rungs: { readonly size: Size; readonly make: () => Promise<Pixels> }[] = [];
  for (const size of sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)) {
    if (rungs.some((rung) => isSame(rung.size, size))) continue;
    const from = rungs.findLast((rung) => covers(rung.size, size))?.make ?? whole;
    rungs.push({ size, make: once(async () => scale(await from(), size, job)) });
  }
  return async (size) => {
    const rung = rungs.find((each) => isSame(each.size, size));
    if (!rung) throw new RangeError('that size is none of the sizes');
    return rung.make();
  };
}

const covers = (larger: Size, smaller: Size): boolean =>
  larger.width >= smaller.width && larger.height >= smaller.height;

const scale = async (pixels: Pixels, size: Size, job: Job): Promise<Pixels> =>
  isSame(pixels, size)
    ? pixels
    : pass(pixels, job, (image) => image.resize({ ...size, fit: 'fill' }));
