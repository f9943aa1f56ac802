import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import * as z from 'zod';
import { ERROR_CODES } from './error-code.ts';
import { IMAGE_STATUSES } from './image-status.ts';

const pixels = z.int().min(1);
const size = z.int().min(0);

const original = z.object({
  format: z.enum(SOURCE_FORMATS),
  width: pixels,
  height: pixels,
  bytes: size,
});

const rendition = z.object({
  variant: z.string(),
  format: z.enum(OUTPUT_FORMATS),
  width: pixels,
  height: pixels,
  bytes: size,
  contentType: z.string(),
  url: z.url(),
});

/** Lists the codes of this version, and accepts others: a newer version may have written the image. */
const errorCode = z.union([z.enum(ERROR_CODES), z.string()]);

/** Public representation of one upload, in API responses and in events. */
export const image = z.object({
  id: z.uuidv7(),
  owner: z.string(),
  profile: z.string(),
  status: z.enum(IMAGE_STATUSES),
  createdAt: z.iso.datetime(),
  filename: z.string().optional(),
  original: original.optional(),
  renditions: z.array(rendition),
  placeholder: z.object({ thumbhash: z.base64(), color: z.string() }).optional(),
  /** Reason of a `rejected` or `failed` image. */
  error: z.object({ code: errorCode, detail: z.string() }).optional(),
});
/** Public representation of one upload, in API responses and in events. */
export interface Image extends z.output<typeof image> {}
