import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import * as z from 'zod';
import { ERROR_CODES, type ErrorCode } from './error-code.ts';
import { IMAGE_STATUSES } from './image-status.ts';

const pixels = z.int().min(1);
const size = z.int().min(0);

const original = z.object({
  /** Format by content, whatever its name says. */
  format: z.enum(SOURCE_FORMATS),
  /** Pixels of one frame, upright. */
  width: pixels,
  /** Rows of one frame, upright. */
  height: pixels,
  /** Length of the file. */
  bytes: size,
  /** Frames of an animation; 1 for a still image. Images of earlier versions lack it. */
  frames: z.int().min(1).optional(),
  /** True if it has an alpha channel. Images of earlier versions lack it. */
  alpha: z.boolean().optional(),
});

const rendition = z.object({
  /** Name of the variant in the profile. */
  variant: z.string(),
  /** Format of the file, and the extension of its `url`. */
  format: z.enum(OUTPUT_FORMATS),
  /** Pixels of one frame. */
  width: pixels,
  /** Rows of one frame. */
  height: pixels,
  /** Length of the file. */
  bytes: size,
  /** Media type, such as `image/webp`. */
  contentType: z.string(),
  /** Public address. Its content never changes. */
  url: z.url(),
});

const variant = z.object({
  /** Name of the variant in the profile. */
  variant: z.string(),
  /**
   * Address without an extension: the server chooses a format that the client accepts. One of `formats` may be added to its
   * path, as `.webp`.
   */
  url: z.url(),
  /** Formats that it is served in. */
  formats: z.array(z.enum(OUTPUT_FORMATS)).min(1),
  /** Widths in pixels that it is served in, beside its own. */
  widths: z.array(pixels),
  /** The same address for all of `widths`: with `width=*`, where `*` stands for one of them. Absent if there are none. */
  widthUrl: z.string().optional(),
});

/** Lists the codes of this version, and accepts others: a newer version may have written the image. */
const errorCode = z.union([z.enum(ERROR_CODES), z.string()]);

const placeholder = z.object({
  /** ThumbHash, in base64. */
  thumbhash: z.base64(),
  /** Dominant color, `#rrggbb`. */
  color: z.string(),
});

const error = z.object({
  /** Reason to decide by. */
  code: errorCode,
  /** Reason for people, with the values that matter and a remedy. */
  detail: z.string(),
});

/** Public representation of one upload, in API responses and in events. */
export const image = z.object({
  /** UUIDv7, so that ids sort by the time of the grant. */
  id: z.uuidv7(),
  /** The `sub` of the uploader's token. */
  owner: z.string(),
  /** Name of the profile that it was uploaded to. */
  profile: z.string(),
  /** Stage of its life, as in `IMAGE_STATUSES`. */
  status: z.enum(IMAGE_STATUSES),
  /** Time of the grant, in ISO 8601. */
  createdAt: z.iso.datetime(),
  /** Name that the uploader gave, for people only; absent if they gave none. */
  filename: z.string().optional(),
  /** Facts of the original; absent unless the image is `ready`. */
  original: original.optional(),
  /** Files that were made of a `ready` image before it was; otherwise empty. */
  renditions: z.array(rendition),
  /**
   * Addresses of the variants of a `ready` image, whichever way their files are made: one for each variant that the profile has
   * now, but for those of which only the smallest file is made. Absent for other images, and in those of earlier versions.
   */
  variants: z.array(variant).optional(),
  /** Preview to show until a rendition is loaded; absent unless the image is `ready`. */
  placeholder: placeholder.optional(),
  /** Reason of a `rejected` or `failed` image. */
  error: error.optional(),
  /**
   * Time at which the URLs of an image of a private profile end, in ISO 8601: ask for the image again. Absent for other images,
   * and in events, whose URLs of private images have no signature.
   */
  expires: z.iso.datetime().optional(),
});
/** Reason of a `rejected` or `failed` image. */
export interface ProcessingError extends z.output<typeof error> {
  /** One of `ErrorCode`, or of a newer version. Written so that editors complete the codes that are known. */
  code: ErrorCode | (string & {});
}
/** Public representation of one upload, in API responses and in events. */
export interface Image extends z.output<typeof image> {
  error?: ProcessingError | undefined;
}
