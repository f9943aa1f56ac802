// Gives schemas `.openapi`.
import '@hono/zod-openapi';
import { image } from '@thumbing/config';
import * as z from 'zod';

const EXAMPLE_ID = '01920000-0000-7000-8000-000000000001';

/**
 * A new object around the fields of `image`: only schemas that are made after `@hono/zod-openapi` is
 * loaded can be named in an OpenAPI document.
 */
export const imageSchema = z.object(image.shape).openapi('Image', {
  description: 'One upload: whose it is, what became of it, and what was made of it.',
  example: {
    id: EXAMPLE_ID,
    owner: 'ada',
    profile: 'avatar',
    status: 'ready',
    createdAt: '2026-01-01T00:00:00.000Z',
    filename: 'me.jpg',
    original: { format: 'jpeg', width: 4000, height: 3000, bytes: 2_345_678 },
    renditions: [
      {
        variant: 'large',
        format: 'webp',
        width: 512,
        height: 512,
        bytes: 24_680,
        contentType: 'image/webp',
        url: `https://assets.example.com/avatar/${EXAMPLE_ID}/large.webp`,
      },
    ],
    placeholder: { thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI', color: '#8a6f5c' },
  },
});

/** An id that is not one names nothing, as an unknown one does: wrong parameters of a path are a 404. */
export const imageParams = z.object({ id: z.uuidv7().openapi({ example: EXAMPLE_ID }) });

/** A whole number in a query: digits only, where `z.coerce` also takes '', ' 1', '1e1' and '0x1'. */
export const wholeNumber = (minimum: number, maximum: number) => {
  const remedy = `write a whole number from ${minimum} to ${maximum}`;
  return z
    .string(remedy)
    .regex(/^\d{1,9}$/, remedy)
    .transform(Number)
    .pipe(z.int().min(minimum, remedy).max(maximum, remedy))
    .openapi({ type: 'integer', minimum, maximum });
};
