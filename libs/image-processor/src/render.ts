import { availableParallelism } from 'node:os';
import type { OutputFormat } from './formats.ts';
import { frame, smallestFor, type Framing } from './framing.ts';
import { readHeader } from './inspect.ts';
import { checkSides } from './limits.ts';
import { firstFrame, type Pixels } from './pixels.ts';
import { readAhead } from './read-ahead.ts';
import type { Recipe } from './recipe.ts';
import { decode } from './steps/decode.ts';
import { encode, type Animation } from './steps/encode.ts';
import { placeholder, PLACEHOLDER_FRAME } from './steps/placeholder.ts';
import { shape } from './steps/shape.ts';
import type { ImageFacts, Limits, Rendered, Rendition, RenderOptions } from './types.ts';

/** One variant, settled before anything is decoded. */
interface Plan<V> {
  readonly variant: V;
  readonly recipe: Recipe;
  readonly framing: Framing;
}

/** More would only wait: libuv gives sharp four threads, whatever the machine has. */
const READ_AHEAD = Math.min(4, availableParallelism());

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
  const plans = plan(original, variants);
  checkSides(plans, formats);

  const pictures = plans.map(({ framing }) => framing.picture);
  const placeholderPicture = frame(original, PLACEHOLDER_FRAME).picture;
  const master = await decode(bytes, header, {
    size: smallestFor(original, [placeholderPicture, ...pictures]),
    animated: plans.some(({ recipe }) => formats.some((format) => moves(recipe, format, original))),
    limits,
  });

  const tasks = renditions(master, plans, { formats, limits, animation });
  return {
    original,
    placeholder: await placeholder(firstFrame(master)),
    renditions: readAhead(tasks, READ_AHEAD),
  };
}

function plan<V extends string>(
  original: ImageFacts,
  variants: Readonly<Record<V, Recipe>>,
): Plan<V>[] {
  const plans: Plan<V>[] = [];
  for (const variant in variants) {
    const recipe = variants[variant];
    plans.push({ variant, recipe, framing: frame(original, recipe.resize) });
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
      const pixels = moves(recipe, format, master) ? moving : still;
      yield async () => {
        const { width, height, ...made } = await pixels();
        const data = await encode({ width, height, ...made }, format, {
          recipe,
          animation,
          limits,
        });
        return { variant, format, width, height, data };
      };
    }
  }
}

/** Whether a rendition is an animation. */
const moves = (
  { animation }: Recipe,
  format: OutputFormat,
  { frames }: { readonly frames: number },
): boolean => animation === 'keep' && format === 'webp' && frames > 1;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
