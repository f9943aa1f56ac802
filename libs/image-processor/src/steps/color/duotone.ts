import * as z from 'zod/mini';
import { opaqueColor } from '../../params/color.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { ChainStep } from '../step.ts';

const params = strictObject({
  shadow: opaqueColor().check(z.describe('Replaces black.')),
  highlight: opaqueColor().check(z.describe('Replaces white; it may be the darker of the two.')),
}).check(z.describe('Maps every luminance to a mix of two opaque colors.'));

/**
 * `grayscale` would leave one channel, and a tint comes after `linear` in sharp's order: removing the chroma gives the
 * same luminance. The half rounds, because `linear` truncates.
 */
export const duotone = {
  params,
  example: { shadow: '#1a237e', highlight: '#ffecb3' },
  mapColors: ({ shadow, highlight }, map) => ({ shadow: map(shadow), highlight: map(highlight) }),
  kind: 'pixels',
  apply: (image, { shadow, highlight }) => {
    const from = channelsOf(shadow);
    const slope = channelsOf(highlight).map(
      (value, channel) => (value - (from[channel] ?? 0)) / 255,
    );
    const offset = from.map((value) => value + 0.5);
    return image.modulate({ saturation: 0 }).linear(slope, offset);
  },
} satisfies ChainStep<z.output<typeof params>>;

/** Red, green and blue of `#rgb` or `#rrggbb`. */
function channelsOf(color: string): number[] {
  const digits = color.slice(1);
  const long = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16));
}
