import * as z from 'zod/mini';
import type { ChainStep } from '../step.ts';

export const flip = {
  params: z.boolean().check(z.describe('Mirrors the image top to bottom.')),
  example: true,
  kind: 'frame',
  apply: (image) => image.flip(),
} satisfies ChainStep<true>;
