import type { OutputFormat } from './formats.ts';
import { frame, smallestFor } from './framing.ts';
import { readHeader } from './inspect.ts';
import { checkPlan, type Plan } from './limits.ts';
import { firstFrame, type Pixels } from './pixels.ts';
import { readAhead } from './read-ahead.ts';
import type { Recipe } from './recipe.ts';
import { decode } from './steps/decode.ts';
import { encode, type Animation } from './steps/encode.ts';
import { placeholder, PLACEHOLDER_FRAME } from './steps/placeholder.ts';
import { shape } from './steps/shape.ts';
import type { ImageFacts, Limits, Rendered, Rendition, RenderOptions } from './types.ts';

/**
 * Three encodes at once keep two cores busy while one rendition is written. More would hold more memory,
 * and take the last of the four threads that libuv has for sharp and files together.
 */
const READ_AHEAD = 2;

/**
 * Makes every variant of an original in every format. The original is decoded once, before this
 * answers: `bytes` is not read again while the renditions are made, in the order variants x formats.
 * Throws an `ImageError` if the original is not acceptable; the renditions can still throw `too-slow`.
 */
export async function render<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Rendered<V>> {
  const { variants, formats, limits } = options;
  const header = await readHeader(bytes, options);
  const { facts: original, animation } = header;
  const plans = planAll(original, variants, formats);
  for (const plan of plans) checkPlan(plan, formats, limits);

  const pictures = plans.map(({ framing }) => framing.picture);
  const placeholderPicture = frame(original, PLACEHOLDER_FRAME).picture;
  const master = await decode(bytes, header, {
    size: smallestFor(original, [placeholderPicture, ...pictures]),
    animated: plans.some(({ frames }) => frames > 1),
    limits,
  });

  const tasks = renditions(master, plans, { formats, limits, animation });
  return {
    original,
    placeholder: await placeholder(firstFrame(master)),
    renditions: readAhead(tasks, READ_AHEAD),
  };
}

function planAll<V extends string>(
  original: ImageFacts,
  variants: Readonly<Record<V, Recipe>>,
  formats: readonly OutputFormat[],
): Plan<V>[] {
  const plans: Plan<V>[] = [];
  for (const variant in variants) {
    const recipe = variants[variant];
    const moving = formats.some((format) => moves(recipe, format));
    const frames = moving ? original.frames : 1;
    plans.push({ variant, recipe, framing: frame(original, recipe.resize), frames });
  }
  return plans;
}

/** The work as a list of tasks: a variant's pixels are made when its first format is, and shared by the others. */
function* renditions<V extends string>(
  master: Pixels,
  plans: readonly Plan<V>[],
  {
    formats,
    limits,
    animation,
  }: { formats: readonly OutputFormat[]; limits: Limits; animation: Animation },
): Generator<() => Promise<Rendition<V>>> {
  for (const { variant, recipe, framing } of plans) {
    const still = once(() => shape(firstFrame(master), recipe, framing, limits));
    const moving = once(() => shape(master, recipe, framing, limits));
    for (const format of formats) {
      const pixels = moves(recipe, format) ? moving : still;
      yield async () => {
        const made = await pixels();
        const data = await encode(made, format, { recipe, animation, limits });
        return { variant, format, width: made.width, height: made.height, data };
      };
    }
  }
}

/** Whether a rendition of an animation is one too. */
const moves = ({ animation }: Recipe, format: OutputFormat): boolean =>
  animation === 'keep' && format === 'webp';

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
