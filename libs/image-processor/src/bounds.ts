import * as z from 'zod/mini';

/** A whole number between these, both included. */
export const whole = (least: number, most: number) =>
  z.int().check(z.minimum(least), z.maximum(most));

/** A number between these, both included. */
export const between = (least: number, most: number) =>
  z.number().check(z.minimum(least), z.maximum(most));

/** Pixels that a side may have: the most that WebP holds, and so the most that all output formats do. */
export const LONGEST_SIDE = 16_383;

/** At least one pixel. */
export const side = () => whole(1, LONGEST_SIDE);

/** A distance, in pixels; none is one. */
export const distance = () => whole(0, LONGEST_SIDE);
