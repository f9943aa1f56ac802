import * as z from 'zod/mini';
import { POSITIONS, STRATEGIES } from '../../geometry/position.ts';
import { choice, refuseBritish } from '../../params/choice.ts';
import { color, mapBackground } from '../../params/color.ts';
import { numberBetween, side } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { Step } from '../step.ts';

const NAMES = [...POSITIONS, ...STRATEGIES] as const;

const position = z
  .union([choice(NAMES), z.strictObject({ x: numberBetween(0, 1), y: numberBetween(0, 1) })], {
    error: (issue) =>
      refuseBritish(NAMES)(issue) ?? `choose ${NAMES.join(', ')}, or a point as { x: 0.5, y: 0.5 }`,
  })
  .check(
    z.describe(
      'The part that `cover` keeps, or the place of the image within `contain`; `entropy` and `attention` find the part to keep.',
    ),
  );

const params = strictObject({
  width: z.optional(side().check(z.describe('CSS pixels: `dpr` multiplies them.'))),
  height: z.optional(side().check(z.describe('CSS pixels: `dpr` multiplies them.'))),
  fit: z._default(
    choice(['cover', 'contain', 'fill', 'inside', 'outside']).check(
      z.describe(
        '`inside` makes the image at most as large, `outside` at least as large, `cover` crops, `contain` pads, `fill` stretches.',
      ),
    ),
    'inside',
  ),
  position: z._default(position, 'center'),
  background: z.optional(
    color().check(z.describe('The color of the padding of `contain`; transparent without it.')),
  ),
  enlarge: z._default(
    z
      .boolean()
      .check(
        z.describe(
          'Enlarges a small original. Without it, the original stays small instead of turning blurry: `cover` then crops the sides that are too long, and a square of 512 may come out as 512 x 300.',
        ),
      ),
    false,
  ),
  dpr: z._default(
    numberBetween(1, 5).check(z.describe('Device pixels per CSS pixel: multiplies the sides.')),
    1,
  ),
}).check(
  z.refine(
    ({ width, height }) => width !== undefined || height !== undefined,
    'give a width, a height, or both',
  ),
  z.describe(
    'Makes the image smaller, or larger with `enlarge`. Needs a width, a height, or both.',
  ),
);
export type ResizeParams = z.output<typeof params>;

/** Parameters only, because variants share resizes: `plan/framing.ts` computes sizes, `transform/` makes the images. */
export const resize = {
  params,
  example: { width: 512, height: 512, fit: 'cover', position: { x: 0.5, y: 0.2 } },
  mapColors: mapBackground,
} satisfies Step<ResizeParams>;
