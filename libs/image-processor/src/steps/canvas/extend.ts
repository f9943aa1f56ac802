import * as z from 'zod/mini';
import { distance } from '../../params/number.ts';
import { colour, TRANSPARENT } from '../../params/color.ts';
import type { Size } from '../../geometry/region.ts';
import type { Step } from '../step.ts';

export const extendParams = z
  .strictObject({
    top: z._default(distance().check(z.describe('Pixels above.')), 0),
    right: z._default(distance().check(z.describe('Pixels on the right.')), 0),
    bottom: z._default(distance().check(z.describe('Pixels below.')), 0),
    left: z._default(distance().check(z.describe('Pixels on the left.')), 0),
    background: z.optional(
      colour().check(
        z.describe('What the space is filled with; without it, the space is transparent.'),
      ),
    ),
  })
  .check(
    z.refine(
      ({ top, right, bottom, left }) => [top, right, bottom, left].some((space) => space !== 0),
      'give a top, right, bottom or left of at least 1 pixel',
    ),
    z.describe('Adds space around the picture, on one side at least.'),
  );
export type ExtendParams = z.output<typeof extendParams>;

export const extend: Step<ExtendParams> = (image, { background = TRANSPARENT, ...sides }) =>
  image.extend({ ...sides, background });

/** The size of a picture with the space around it. */
export const extended = ({ width, height }: Size, params: ExtendParams): Size => ({
  width: width + params.left + params.right,
  height: height + params.top + params.bottom,
});
