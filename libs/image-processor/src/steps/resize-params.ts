import * as z from 'zod';
import { colour } from '../colour.ts';

/** Pixels. 16,383 is the most that WebP can hold, the smallest maximum of the output formats. */
const dimension = z.int().min(1).max(16_383);

export const resizeParams = z
  .strictObject({
    width: dimension.optional(),
    height: dimension.optional(),
    fit: z.enum(['cover', 'contain', 'fill', 'inside', 'outside']).default('inside'),
    /** Which part `cover` keeps, or where `contain` puts the picture; as sharp names them. */
    position: z
      .enum([
        'centre',
        'top',
        'right top',
        'right',
        'right bottom',
        'bottom',
        'left bottom',
        'left',
        'left top',
        'entropy',
        'attention',
      ])
      .default('centre'),
    /** What `contain` fills the rest with; without it the rest is transparent where the format can be. */
    background: colour.optional(),
    /** Makes a small original larger. Off, it stays small instead of turning blurry. */
    enlarge: z.boolean().default(false),
  })
  .refine(({ width, height }) => width ?? height, 'give a width, a height, or both');
export type ResizeParams = z.output<typeof resizeParams>;
