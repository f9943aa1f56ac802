import * as z from 'zod/mini';
import type { Step } from '../step.ts';
import { opaque } from '../../params/color.ts';

export const duotoneParams = z
  .strictObject({
    shadow: opaque().check(z.describe('What black becomes.')),
    highlight: opaque().check(z.describe('What white becomes; it may be the darker of the two.')),
  })
  .check(z.describe('Puts every luminance between two opaque colours.'));
export type DuotoneParams = z.output<typeof duotoneParams>;

/**
 * `greyscale` would leave one channel, and a tint comes after `linear` in sharp's order: taking the chroma out is the
 * same luminance. The half rounds, for `linear` cuts off fractions.
 */
export const duotone: Step<DuotoneParams> = (image, { shadow, highlight }) => {
  const from = channelsOf(shadow);
  const slope = channelsOf(highlight).map((value, channel) => (value - (from[channel] ?? 0)) / 255);
  return image.modulate({ saturation: 0 }).linear(
    slope,
    from.map((value) => value + 0.5),
  );
};

/** Red, green and blue of `#rgb` or `#rrggbb`. */
function channelsOf(colour: string): number[] {
  const digits = colour.slice(1);
  const long = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16));
}
