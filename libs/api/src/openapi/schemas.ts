// Extends zod schemas with `.openapi`. Only schemas created after this import can be named in the document.
import '@hono/zod-openapi';
import { ERROR_CODES, image, IMAGE_STATUSES } from '@thumbing/config';
import * as z from 'zod';
import { exampleImage } from './example-image.ts';

export const imageStatus = z
  .enum(IMAGE_STATUSES, `choose one of: ${IMAGE_STATUSES.join(', ')}`)
  .openapi('ImageStatus');

const errorCode = z.union([z.enum(ERROR_CODES), z.string()]).openapi('ImageErrorCode', {
  description: 'Reason why an image is `rejected` or `failed`. A later version may add codes.',
});

/** The fields of `image`, in a new object that can be named in the document. */
export const imageSchema = z
  .object({
    ...image.shape,
    status: imageStatus,
    error: z.object({ code: errorCode, detail: z.string() }).optional(),
  })
  .openapi('Image', {
    description: 'One upload: its owner, its status, its original and its renditions.',
    example: exampleImage,
  });

/** Path parameters of one image. A malformed id gets 404, like an unknown one. */
export const imageParams = z.object({ id: z.uuidv7().openapi({ example: exampleImage.id }) });

/** A whole number in a query string: digits only, unlike `z.coerce`, which takes '', ' 1', '1e1' and '0x1'. */
export const wholeNumber = (minimum: number, maximum: number) => {
  const remedy = `write a whole number from ${minimum} to ${maximum}`;
  return z
    .string(remedy)
    .regex(/^\d{1,9}$/, remedy)
    .transform(Number)
    .pipe(z.int().min(minimum, remedy).max(maximum, remedy))
    .openapi({ type: 'integer', minimum, maximum });
};
