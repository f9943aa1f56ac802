import * as z from 'zod/mini';

/** An integer within these bounds, both included. */
export const integerBetween = (least: number, most: number) => {
  const remedy = `write a whole number from ${least} to ${most}`;
  return z.int(remedy).check(z.minimum(least, remedy), z.maximum(most, remedy));
};

/** A number within these bounds, both included. */
export const numberBetween = (least: number, most: number) => {
  const remedy = `write a number from ${least} to ${most}`;
  return z.number(remedy).check(z.minimum(least, remedy), z.maximum(most, remedy));
};

/** Pixels that a side may have: the limit of WebP, the lowest of all output formats. */
export const MAX_SIDE = 16_383;

/** Pixels of a side, at least one. */
export const side = () => integerBetween(1, MAX_SIDE);

/** Pixels of a distance, which may be 0. */
export const distance = () => integerBetween(0, MAX_SIDE);
