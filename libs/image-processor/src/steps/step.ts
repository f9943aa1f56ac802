import type { Sharp } from 'sharp';
import type { Size } from '../geometry/region.ts';

/**
 * One thing that is done to a still picture of this size, or to a frame. sharp has an order of its own within a chain of
 * calls, so each step is a chain of its own: it is given a picture and says what to do with it.
 */
export type Step<Params> = (image: Sharp, params: Params, size: Size) => Sharp;
