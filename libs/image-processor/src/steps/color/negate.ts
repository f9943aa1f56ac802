import * as z from 'zod/mini';
import type { ChainStep } from '../step.ts';

export const negate = {
  params: z.boolean().check(z.describe('Inverts every color, like a photographic negative.')),
  example: true,
  kind: 'pixels',
  apply: (image) => image.negate({ alpha: false }),
} satisfies ChainStep<true>;
