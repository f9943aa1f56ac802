import * as z from 'zod/mini';
import type { Size } from '../../geometry/region.ts';
import { color, mapBackground, TRANSPARENT } from '../../params/color.ts';
import { distance } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { ChainStep } from '../step.ts';

const params = strictObject({
  top: z._default(distance().check(z.describe('Pixels above.')), 0),
  right: z._default(distance().check(z.describe('Pixels on the right.')), 0),
  bottom: z._default(distance().check(z.describe('Pixels below.')), 0),
  left: z._default(distance().check(z.describe('Pixels on the left.')), 0),
  background: z.optional(
    color().check(z.describe('The color of the padding; transparent without it.')),
  ),
}).check(
  z.refine(
    ({ top, right, bottom, left }) => [top, right, bottom, left].some((space) => space !== 0),
    'give a top, right, bottom or left of at least 1 pixel',
  ),
  z.describe('Pads the image, on at least one side.'),
);
type ExtendParams = z.output<typeof params>;

export const extend = {
  params,
  example: { top: 10, right: 10, bottom: 40, left: 10, background: '#ffffff' },
  mapColors: mapBackground,
  kind: 'frame',
  apply: (image, { background = TRANSPARENT, ...sides }) => image.extend({ ...sides, background }),
  resized: ({ width, height }: Size, { top, right, bottom, left }: ExtendParams): Size => ({
    width: width + left + right,
    height: height + top + bottom,
  }),
} satisfies ChainStep<ExtendParams>;
