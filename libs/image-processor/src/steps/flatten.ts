import { pass } from '../pass.ts';
import type { Stage } from '../stage.ts';
import { allFrames } from '../pixels.ts';

/** Puts a picture on the recipe's background, and takes its transparency away. */
export const flatten: Stage = async (pixels, { background }, job) =>
  pixels.channels === 3
    ? pixels
    : allFrames(pixels, (all) => pass(all, job, (image) => image.flatten({ background })));
