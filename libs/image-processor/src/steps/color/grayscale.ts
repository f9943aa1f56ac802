import * as z from 'zod/mini';
import type { Step } from '../step.ts';

export const greyscaleParams = z
  .boolean()
  .check(z.describe('Takes the colour out and keeps the luminance.'));

/**
 * sharp's own `greyscale` gives raw pixels one channel and no alpha. A tint of grey is the same luminance, to the bit, in
 * as many channels as there were.
 */
export const greyscale: Step<true> = (image) => image.tint('#808080');
