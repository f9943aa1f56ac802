// eslint-disable-next-line imports/world -- Pango takes fonts as files only, and their names are in them
import { readFile } from 'node:fs/promises';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { allFrames, eachFrame, type Pixels } from '../raster/pixels.ts';
import { sharpPass } from '../raster/sharp-pass.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { RenderContext } from '../render-context.ts';
import type { ChainStep, EffectStep, OverlayStep } from '../steps/step.ts';

/** The settings of a recipe that affect its steps. */
export type StepSettings = Pick<Recipe, 'background' | 'colorSpace'>;

/** Applies a step to an image, all frames of it. */
export async function applyStep<Params>(
  step: EffectStep<Params>,
  params: Params,
  pixels: Pixels,
  settings: StepSettings,
  context: RenderContext,
): Promise<Pixels> {
  switch (step.kind) {
    case 'raw':
      return step.apply(pixels, params);
    case 'overlay':
      return applyOverlay(step, params, pixels, settings, context);
    default:
      return applyChain(step, params, pixels, settings, context);
  }
}

async function applyChain<Params>(
  step: ChainStep<Params>,
  params: Params,
  pixels: Pixels,
  { background }: StepSettings,
  context: RenderContext,
): Promise<Pixels> {
  if (step.isNoop?.(params, pixels)) return pixels;
  const over = step.kind === 'frame' ? eachFrame : allFrames;
  return over(pixels, (picture) => {
    const { width, height } = picture;
    const settings = { width, height, background };
    return sharpPass(picture, context, (image) => step.apply(image, params, settings));
  });
}

async function applyOverlay<Params>(
  { apply }: OverlayStep<Params>,
  params: Params,
  pixels: Pixels,
  { colorSpace }: StepSettings,
  context: RenderContext,
): Promise<Pixels> {
  context.signal.throwIfAborted();
  const { width, height } = pixels;
  const { materials } = context;
  const under = { size: { width, height }, colorSpace, materials, sharp, readFile };
  const layers = await apply(params, under);
  if (layers.length === 0) return pixels;
  return eachFrame(pixels, (frame) =>
    sharpPass(frame, context, (image) => composite(image, layers, frame)),
  );
}

/** Lays layers over an image. `composite` adds alpha: an image without it stays so. */
function composite(image: Sharp, layers: readonly OverlayOptions[], { channels }: Pixels): Sharp {
  const covered = image.composite([...layers]);
  return channels === 4 ? covered : covered.removeAlpha();
}
