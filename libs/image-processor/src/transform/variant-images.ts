import { cutCopy, type Copy } from '../raster/decoded-region.ts';
import { byShape, cuts, drawn, kept, keptOnCopy, shapeOf } from '../plan/crop-window.ts';
import { focusOn } from './smart-crop.ts';
import type { Size } from '../geometry/region.ts';
import { ladder, type PictureAt } from './pyramid.ts';
import { once } from '../util/lazy.ts';
import type { Job } from '../raster/sharp-pass.ts';
import { cut, type Pixels } from '../raster/raster.ts';
import { viewOf, type Plan } from '../plan/plan.ts';
import { framewise } from './apply-step.ts';
import { flip } from '../steps/geometry/flip.ts';
import { flop } from '../steps/geometry/flop.ts';
import { rotate } from '../steps/geometry/rotate.ts';

/** What a plan shows, at its size, before anything is laid around or over it. */
export type PictureOf = (plan: Plan) => Promise<Pixels>;

/** Where plans' pictures come from: of the first frame, and of all that there are. */
export interface Pictures {
  readonly still: PictureOf;
  readonly moving: PictureOf;
}

/** The pictures of plans. Each is made once, when it is first asked for, and of the least that it can be made of. */
export function pictures(copy: Copy, plans: readonly Plan[], job: Job): PictureOf {
  const shapes = new Map<string, PictureAt>();
  for (const sameView of Map.groupBy(plans, viewOf).values()) {
    const made = drawn(sameView);
    const [first] = made;
    if (!first) continue;
    const whole = ladder(
      once(async () => job.held.keep(await view(copy, first, job))),
      first.turned,
      made.map(({ framing }) => framing.picture),
      job,
    );
    for (const same of byShape(sameView)) {
      const [largest] = same;
      if (!largest) continue;
      const part = once(async () => job.held.keep(await cover(largest, whole, copy, job)));
      const sizes = same.map(sizeOf);
      shapes.set(
        shapeOf(largest),
        cuts(largest) ? ladder(part, sizeOf(largest), sizes, job) : whole,
      );
    }
  }
  return async (plan) => {
    const at = shapes.get(shapeOf(plan));
    if (!at) throw new RangeError(`${plan.variant} is none of the plans`);
    return at(sizeOf(plan));
  };
}

const sizeOf = (plan: Plan): Size => (cuts(plan) ? plan.framing.canvas : plan.framing.picture);

/** The region of a plan, the way up that it asks for. The order is the contract: rotate, flip, flop. */
async function view(copy: Copy, { region, recipe }: Plan, job: Job): Promise<Pixels> {
  let made = cutCopy(copy, region);
  for (const turn of TURNS) made = await turn(made, recipe, job);
  return made;
}
const TURNS = [framewise('rotate', rotate), framewise('flip', flip), framewise('flop', flop)];

/** What a plan keeps of its picture. */
async function cover(plan: Plan, whole: PictureAt, copy: Copy, job: Job): Promise<Pixels> {
  const part = keptOnCopy(plan);
  if (part) return cutCopy(copy, part);
  const { picture, canvas } = plan.framing;
  const pixels = await whole(picture);
  const keep = kept(plan);
  return typeof keep === 'string' ? focusOn(pixels, keep, canvas, job) : cut(pixels, keep);
}
