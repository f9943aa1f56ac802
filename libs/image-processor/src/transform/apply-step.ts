// eslint-disable-next-line no-restricted-imports -- Pango takes fonts as files only, and their names are in them
import { readFile } from 'node:fs/promises';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { Overlay } from '../overlay/overlay.ts';
import { pass, type Job } from '../raster/sharp-pass.ts';
import { allFrames, eachFrame, type Pixels } from '../raster/raster.ts';
import type { Recipe } from '../recipe.ts';
import type { Step } from '../steps/step.ts';

/** Does something to a picture if the recipe asks for it. */
export type Stage = (pixels: Pixels, recipe: Recipe, job: Job) => Pixels | Promise<Pixels>;

/** What a recipe asks of a step: neither nothing nor `false`. */
type Asked<Params> = Exclude<Params, undefined | false>;
export const isAsked = <Params>(params: Params): params is Asked<Params> =>
  params !== undefined && params !== false;

/** A step that looks at a picture as a whole: the frames of an animation go through it one by one. */
export const framewise = stage(eachFrame);

/** A step that looks at single pixels, or at how they are spread: all frames go through it as one picture. */
export const pixelwise = stage(allFrames);

function stage(over: typeof eachFrame) {
  return <K extends keyof Recipe>(key: K, step: Step<Asked<Recipe[K]>>): Stage =>
    async (pixels, recipe, job) => {
      const params = recipe[key];
      if (!isAsked(params)) return pixels;
      return over(pixels, (picture) => pass(picture, job, (image) => step(image, params, picture)));
    };
}

/** Lays something over a picture. It is made once, and laid over the frames of an animation one by one. */
export const overlaid =
  <K extends keyof Recipe>(key: K, overlay: Overlay<Asked<Recipe[K]>>): Stage =>
  async (pixels, recipe, job) => {
    const params = recipe[key];
    if (!isAsked(params)) return pixels;
    job.signal.throwIfAborted();
    const { width, height } = pixels;
    const { materials } = job;
    const under = { size: { width, height }, colour: recipe.colour, materials, sharp, readFile };
    const layers = await overlay(params, under);
    if (layers.length === 0) return pixels;
    return eachFrame(pixels, (frame) => pass(frame, job, (image) => layOver(image, layers, frame)));
  };

/** An opaque picture stays one: `composite` adds alpha. */
function layOver(image: Sharp, layers: readonly OverlayOptions[], { channels }: Pixels): Sharp {
  const covered = image.composite([...layers]);
  return channels === 4 ? covered : covered.removeAlpha();
}
