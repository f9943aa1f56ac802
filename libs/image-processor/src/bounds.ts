import * as z from 'zod/mini';

/** A whole number between these, both included. */
export const whole = (least: number, most: number) =>
  z.int().check(z.minimum(least), z.maximum(most));

/** A number between these, both included. */
export const between = (least: number, most: number) =>
  z.number().check(z.minimum(least), z.maximum(most));

/**
 * Pixels of a side. 16,383 is the most that WebP can hold, the smallest maximum of the output formats but AVIF's,
 * which is one more.
 */
export const MOST_PIXELS = 16_383;

/** At least one pixel. */
export const side = () => whole(1, MOST_PIXELS);

/** A distance, in pixels; none is one. */
export const distance = () => whole(0, MOST_PIXELS);
