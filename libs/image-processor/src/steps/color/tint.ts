import * as z from 'zod/mini';
import { opaqueColor } from '../../params/color.ts';
import type { ChainStep } from '../step.ts';

const params = opaqueColor().check(
  z.describe('Gives the image the hue of an opaque color, and keeps the luminance.'),
);

/**
 * The lightness of the color does not matter: white and black make the image gray. Midtones get most of the hue, black
 * and white none. A saturated color exceeds sRGB at some luminances, which then change.
 */
export const tint = {
  params,
  example: '#b58863',
  mapColors: (color, map) => map(color),
  kind: 'pixels',
  apply: (image, color) => image.tint(color),
} satisfies ChainStep<string>;
