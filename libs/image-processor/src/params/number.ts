import * as z from 'zod/mini';

/** A whole number between these, both included. */
export const whole = (least: number, most: number) => {
  const how = `write a whole number from ${least} to ${most}`;
  return z.int(how).check(z.minimum(least, how), z.maximum(most, how));
};

/** A number between these, both included. */
export const between = (least: number, most: number) => {
  const how = `write a number from ${least} to ${most}`;
  return z.number(how).check(z.minimum(least, how), z.maximum(most, how));
};

/** Pixels that a side may have: the most that WebP holds, and so the most that all output formats do. */
export const LONGEST_SIDE = 16_383;

/** At least one pixel. */
export const side = () => whole(1, LONGEST_SIDE);

/** A distance, in pixels; none is one. */
export const distance = () => whole(0, LONGEST_SIDE);
