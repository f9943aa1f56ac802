import * as z from 'zod/mini';
import type { ChainStep } from '../step.ts';

export const flatten = {
  params: z
    .boolean()
    .check(
      z.describe(
        'Puts the image on the `background` in every format, not only where the format has no transparency.',
      ),
    ),
  example: true,
  kind: 'pixels',
  isNoop: (_, { channels }) => channels === 3,
  apply: (image, _, { background }) => image.flatten({ background }),
} satisfies ChainStep<true>;
