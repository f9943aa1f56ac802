import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import * as z from 'zod';
import { IMAGE_STATUSES } from './image-status.ts';

const pixels = z.int().min(1);
const size = z.int().min(0);

/** The record of one upload as the world sees it: in the API's answers and in events. */
export const image = z.object({
  id: z.uuidv7(),
  owner: z.string(),
  profile: z.string(),
  status: z.enum(IMAGE_STATUSES),
  createdAt: z.iso.datetime(),
  filename: z.string().optional(),
  original: z
    .object({ format: z.enum(SOURCE_FORMATS), width: pixels, height: pixels, bytes: size })
    .optional(),
  renditions: z.array(
    z.object({
      variant: z.string(),
      format: z.enum(OUTPUT_FORMATS),
      width: pixels,
      height: pixels,
      bytes: size,
      contentType: z.string(),
      url: z.url(),
    }),
  ),
  placeholder: z.object({ thumbhash: z.base64(), color: z.string() }).optional(),
  error: z.object({ code: z.string(), detail: z.string() }).optional(),
});
export type Image = z.output<typeof image>;
