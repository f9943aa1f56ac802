import * as z from 'zod/mini';
import { between, side } from '../../params/number.ts';
import { colour } from '../../params/color.ts';
import { POSITIONS, STRATEGIES } from '../../geometry/position.ts';

const NAMES = [...POSITIONS, ...STRATEGIES] as const;

/** Params alone: variants share the work, so `framing.ts` works out the sizes and `pictures.ts` makes the pictures. */
export const resizeParams = z
  .strictObject({
    width: z.optional(side().check(z.describe('CSS pixels: `dpr` multiplies them.'))),
    height: z.optional(side().check(z.describe('CSS pixels: `dpr` multiplies them.'))),
    fit: z._default(
      z
        .enum(['cover', 'contain', 'fill', 'inside', 'outside'])
        .check(
          z.describe(
            '`inside` and `outside` make it at most or at least so large, `cover` cuts, `contain` pads, `fill` stretches.',
          ),
        ),
      'inside',
    ),
    position: z._default(
      z
        .union(
          [z.enum(NAMES), z.strictObject({ x: between(0, 1), y: between(0, 1) })],
          `choose ${NAMES.join(', ')}, or a point as { x: 0.5, y: 0.5 }`,
        )
        .check(
          z.describe(
            'What `cover` keeps and where `contain` puts the picture; `entropy` and `attention` look for what to keep.',
          ),
        ),
      'centre',
    ),
    background: z.optional(
      colour().check(
        z.describe('What `contain` fills the rest with; without it, the rest is transparent.'),
      ),
    ),
    enlarge: z._default(
      z
        .boolean()
        .check(
          z.describe(
            'Whether a small original is enlarged. Otherwise it stays small instead of turning blurry: `cover` then cuts the sides that are too long, and a square of 512 may come out as 512 x 300.',
          ),
        ),
      false,
    ),
    dpr: z._default(
      between(1, 5).check(z.describe('Device pixels for each CSS pixel: multiplies the sides.')),
      1,
    ),
  })
  .check(
    z.refine(
      ({ width, height }) => width !== undefined || height !== undefined,
      'give a width, a height, or both',
    ),
    z.describe(
      'Makes the picture smaller, or larger with `enlarge`. Needs a width, a height, or both.',
    ),
  );
export type ResizeParams = z.output<typeof resizeParams>;
