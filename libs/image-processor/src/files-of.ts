import type { OutputFormat } from './formats.ts';
import { judgeOf, type Judge } from './judge.ts';
import { holds } from './limits.ts';
import { makeFile } from './make-file.ts';
import { once } from './once.ts';
import { moves } from './outputs.ts';
import type { Job } from './pass.ts';
import type { PictureOf, Pictures } from './pictures.ts';
import { hasTransparency, type Pixels } from './pixels.ts';
import type { Plan } from './plan.ts';
import type { Recipe } from './recipe.ts';
import { shape } from './shape.ts';
import { smallest } from './smallest.ts';
import type { Carrier } from './steps/carrier.ts';
import type { Animation } from './steps/encode.ts';
import { flatten } from './steps/flatten.ts';
import type { Rendition } from './types.ts';

/** Makes one file. */
export type Task<V extends string> = () => Promise<Rendition<V>>;

/** What goes into files beside the pixels. */
interface Beside {
  readonly animation: Animation;
  readonly carrier: Carrier;
}

/** What a file is to show, and who says whether it does. */
interface View {
  readonly pixels: Pixels;
  readonly judge: Judge;
}

/** The files of one variant, as tasks. Its pixels are made for the first of them, and shared by the others. */
export function* filesOf<V extends string>(
  plan: Plan<V>,
  { still, moving }: Pictures,
  { animation, carrier }: Beside,
  job: Job,
): Generator<Task<V>> {
  const { variant, recipe, outputs } = plan;
  const viewsOf = (pictureOf: PictureOf) =>
    views(async () => shape(await pictureOf(plan), plan, job), recipe, job);
  const [stills, movings] = [viewsOf(still), viewsOf(moving)];
  const isMoving = (format: OutputFormat) => plan.frames > 1 && moves(recipe, format);

  const make = async (format: OutputFormat, asked = recipe): Promise<Rendition<V>> => {
    const { whole, opaque } = isMoving(format) ? movings : stills;
    const { pixels, judge } = await (format === 'jpeg' ? opaque() : whole());
    const encoding = {
      variant,
      recipe: asked,
      open: () => carrier(pixels),
      animation: pixels.frames > 1 ? animation : undefined,
      job,
    };
    const made = await makeFile(format, encoding, judge);
    return { variant, width: pixels.width, height: pixels.height, ...made };
  };
  const makeSmallest = async (): Promise<Rendition<V>> => {
    const { quality = 'auto' } = recipe;
    const { pixels, judge } = await (plan.frames > 1 ? movings : stills).whole();
    const able = outputs.formats.filter(
      (format) =>
        isMoving(format) === plan.frames > 1 &&
        holds(format, plan.size) &&
        (format !== 'jpeg' || pixels.channels === 3),
    );
    const held = outputs.formats.filter((format) => holds(format, plan.size));
    const candidates = (able.length > 0 ? able : held).map(
      (format) => () => make(format, { ...recipe, quality }),
    );
    return smallest(candidates, quality, judge);
  };

  if (outputs.smallest) yield makeSmallest;
  else for (const format of outputs.formats) yield () => make(format);
}

/** A variant's pixels, and the same on its background for formats without transparency. */
function views(make: () => Promise<Pixels>, recipe: Recipe, job: Job) {
  const view = (pixels: Pixels): View => ({ pixels, judge: judgeOf(pixels, job) });
  const whole = once(async () => {
    const pixels = await make();
    // Without a channel that says nothing, files are smaller, and AVIF rounds nothing of it.
    return view(hasTransparency(pixels) ? pixels : await flatten(pixels, recipe, job));
  });
  const opaque = once(async () => {
    const its = await whole();
    return its.pixels.channels === 3 ? its : view(await flatten(its.pixels, recipe, job));
  });
  return { whole, opaque };
}
