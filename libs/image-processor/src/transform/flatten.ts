import { pass } from '../raster/sharp-pass.ts';
import type { Stage } from './apply-step.ts';
import { allFrames } from '../raster/raster.ts';

/** Puts a picture on the recipe's background, and takes its transparency away. */
export const flatten: Stage = async (pixels, { background }, job) =>
  pixels.channels === 3
    ? pixels
    : allFrames(pixels, (all) => pass(all, job, (image) => image.flatten({ background })));
