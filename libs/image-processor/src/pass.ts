// eslint-disable-next-line no-restricted-imports -- Pango takes fonts as files only, and their names are in them
import { readFile } from 'node:fs/promises';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { encodeFailure } from './errors.ts';
import type { Size } from './geometry.ts';
import { open } from './open.ts';
import { allFrames, eachFrame, pixelsOf, type Pixels } from './pixels.ts';
import type { Recipe } from './recipe.ts';
import type { Materials, Step } from './steps/step.ts';
import { timeout } from './steps/timeout.ts';
import { told } from './told.ts';
import type { Limits } from './types.ts';

/** What all work of one render has in common. */
export interface Job {
  readonly limits: Limits;
  readonly materials: Materials;
  readonly signal: AbortSignal;
}

type Ask = (image: Sharp) => Sharp | Promise<Sharp>;

/** One pass of sharp over a picture, all of its frames at once. */
export async function pass(pixels: Pixels, job: Job, ask: Ask): Promise<Pixels> {
  return pixelsOf(await run(pixels, job, ask), pixels.frames);
}

/** The same for what sharp says of it, rather than what it makes. */
export async function run(
  pixels: Pixels,
  { limits, signal }: Job,
  ask: Ask,
): Promise<{ data: Buffer; info: OutputInfo }> {
  const working = async () => {
    const image = await ask(open(pixels));
    return image.timeout(timeout(limits)).raw().toBuffer({ resolveWithObject: true });
  };
  try {
    return await told(working, signal);
  } catch (error) {
    throw encodeFailure('a variant', error);
  }
}

/** What a step asks of sharp for a picture. */
export const asks =
  <Params>(step: Step<Params>, params: Params, { width, height }: Size, { materials }: Job): Ask =>
  (image) =>
    step(image, params, { size: { width, height }, materials, sharp, readFile });

/** Does something to a picture if the recipe asks for it. */
export type Stage = (pixels: Pixels, recipe: Recipe, job: Job) => Pixels | Promise<Pixels>;

/** What a recipe asks of a step: neither nothing nor `false`. */
type Asked<Params> = Exclude<Params, undefined | false>;
const isAsked = <Params>(params: Params): params is Asked<Params> =>
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
      return over(pixels, (picture) => pass(picture, job, asks(step, params, picture, job)));
    };
}
