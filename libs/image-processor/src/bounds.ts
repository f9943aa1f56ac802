import * as z from 'zod/mini';

/** A whole number between these, both included. */
export const whole = (least: number, most: number) => {
  const error = wanted(`a whole number from ${least} to ${most}`);
  return z.int({ error }).check(z.minimum(least, { error }), z.maximum(most, { error }));
};

/** A number between these, both included. */
export const between = (least: number, most: number) => {
  const error = wanted(`a number from ${least} to ${most}`);
  return z.number({ error }).check(z.minimum(least, { error }), z.maximum(most, { error }));
};

/** Says what to write, and instead of what. */
const wanted =
  (what: string) =>
  ({ input }: { readonly input?: unknown }): string =>
    `write ${what}, not ${given(input)}`;

function given(input: unknown): string {
  if (typeof input === 'string') return `'${input}'`;
  return typeof input === 'object' && input ? 'an object' : String(input);
}

/** Pixels that a side may have: the most that WebP holds, and so the most that all output formats do. */
export const LONGEST_SIDE = 16_383;

/** At least one pixel. */
export const side = () => whole(1, LONGEST_SIDE);

/** A distance, in pixels; none is one. */
export const distance = () => whole(0, LONGEST_SIDE);
