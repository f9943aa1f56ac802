import * as z from 'zod/mini';
import type { ChainStep } from '../step.ts';

export const flop = {
  params: z.boolean().check(z.describe('Mirrors the image left to right.')),
  example: true,
  kind: 'frame',
  apply: (image) => image.flop(),
} satisfies ChainStep<true>;
