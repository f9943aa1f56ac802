import type { MetadataCarrier } from '../metadata/carrier.ts';
import { encodeFile } from '../encode/encode-file.ts';
import { scorerFor, type Scorer } from '../encode/score.ts';
import { smallestFormat } from '../encode/smallest-format.ts';
import { FORMATS, type OutputFormat } from '../formats.ts';
import { canHold, keepsAnimation } from '../plan/outputs.ts';
import type { Plan } from '../plan/plan.ts';
import { hasTransparency, type Pixels } from '../raster/pixels.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { RenderContext } from '../render-context.ts';
import type { Animation } from '../source/facts.ts';
import { flatten } from '../steps/canvas/flatten.ts';
import { applyStep } from '../transform/apply-step.ts';
import { padToCanvas } from '../transform/pad.ts';
import type { ImageOf, VariantImages } from '../transform/variant-images.ts';
import type { Rendition } from '../types.ts';
import { lazy } from '../util/lazy.ts';

/** Makes one file. */
export type FileTask<V extends string> = () => Promise<Rendition<V>>;

/** Content of a variant's files besides the pixels. */
interface FileExtras {
  readonly animation: Animation;
  readonly carrier: MetadataCarrier;
}

/** Pixels to encode, and a scorer to compare the encoded file with them. */
interface EncoderInput {
  readonly pixels: Pixels;
  readonly score: Scorer;
}

/** Lists the files of one variant as tasks. Its pixels are made for the first of them, and shared by the others. */
export function* variantFiles<V extends string>(
  plan: Plan<V>,
  images: VariantImages,
  extras: FileExtras,
  context: RenderContext,
): Generator<FileTask<V>> {
  const { recipe, outputs } = plan;
  const inputsOf = (imageOf: ImageOf) =>
    encoderInputs(async () => finishImage(await imageOf(plan), plan, context), recipe, context);
  const [still, animated] = [inputsOf(images.still), inputsOf(images.animated)];
  const isAnimated = (format: OutputFormat) => plan.frames > 1 && keepsAnimation(recipe, format);

  const make = async (format: OutputFormat, asked = recipe): Promise<Rendition<V>> => {
    const inputs = isAnimated(format) ? animated : still;
    const { pixels, score } = await (FORMATS[format].alpha ? inputs.full() : inputs.opaque());
    return encodeRendition(plan, format, asked, { pixels, score }, extras, context);
  };
  const makeSmallest = async (): Promise<Rendition<V>> => {
    const { quality = 'auto' } = recipe;
    const { pixels, score } = await (plan.frames > 1 ? animated : still).full();
    const possible = outputs.formats.filter((format) => canHold(format, plan.size));
    const faithful = possible.filter(
      (format) =>
        isAnimated(format) === plan.frames > 1 && (FORMATS[format].alpha || pixels.channels === 3),
    );
    const candidates = (faithful.length > 0 ? faithful : possible).map(
      (format) => () => make(format, { ...recipe, quality }),
    );
    return smallestFormat(candidates, quality, score);
  };

  if (outputs.smallest) yield makeSmallest;
  else for (const format of outputs.formats) yield () => make(format);
}

async function encodeRendition<V extends string>(
  { variant }: Plan<V>,
  format: OutputFormat,
  recipe: Recipe,
  { pixels, score }: EncoderInput,
  { animation, carrier }: FileExtras,
  context: RenderContext,
): Promise<Rendition<V>> {
  const encoding = {
    variant,
    recipe,
    open: () => carrier(pixels),
    animation: pixels.frames > 1 ? animation : undefined,
    context,
  };
  const file = await encodeFile(format, encoding, score);
  return { variant, width: pixels.width, height: pixels.height, ...file };
}

/** Pads the image of a variant, and applies its effects. */
async function finishImage(
  image: Pixels,
  { recipe, framing }: Plan,
  context: RenderContext,
): Promise<Pixels> {
  const padded = await padToCanvas(image, recipe.resize, framing.canvas, context);
  // Loaded with the first image: a process that only starts, or refuses originals, needs no part of `transform`.
  const { applyEffects } = await import('../transform/effects.ts');
  return applyEffects(padded, recipe, context);
}

/** A variant's pixels, and the same on its background for formats without transparency. */
function encoderInputs(make: () => Promise<Pixels>, recipe: Recipe, context: RenderContext) {
  const flattened = (pixels: Pixels) => applyStep(flatten, true, pixels, recipe, context);
  const inputOf = (pixels: Pixels): EncoderInput => ({
    pixels,
    score: scorerFor(pixels, context),
  });
  const full = lazy(async () => {
    const pixels = await make();
    // Without an alpha channel that is all opaque, files are smaller, and AVIF does not round it.
    return inputOf(hasTransparency(pixels) ? pixels : await flattened(pixels));
  });
  const opaque = lazy(async () => {
    const input = await full();
    return input.pixels.channels === 3 ? input : inputOf(await flattened(input.pixels));
  });
  return { full, opaque };
}
