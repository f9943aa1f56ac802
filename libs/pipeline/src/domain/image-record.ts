import { IMAGE_STATUSES, type ImageStatus } from '@thumbing/config';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
// Read by functions at their start, where the smaller zod counts.
import * as z from 'zod/mini';

const time = z.iso.datetime();
const count = z.int().check(z.minimum(0));

/** What was granted: one original of exactly this type and size. */
const granted = z.object({
  contentType: z.string(),
  bytes: count,
  /** Lower-case hex. */
  sha256: z.exactOptional(z.string()),
  /** What the uploader calls it. For people to read: it never becomes part of a path. */
  filename: z.exactOptional(z.string()),
  expiresAt: time,
});

const renditionFacts = z.object({
  variant: z.string(),
  format: z.enum(OUTPUT_FORMATS),
  width: count,
  height: count,
  bytes: count,
});
export type RenditionFacts = z.output<typeof renditionFacts>;

/** One upload, as it is remembered: plain data, checked whenever it is read back. Times are ISO 8601. */
export const imageRecord = z.readonly(
  z.object({
    id: z.uuidv7(),
    /** Grows by one with each change: whoever writes shows which one they read. */
    version: count,
    owner: z.string(),
    profile: z.string(),
    status: z.enum(IMAGE_STATUSES),
    createdAt: time,
    granted,
    original: z.exactOptional(
      z.object({ format: z.enum(SOURCE_FORMATS), width: count, height: count, bytes: count }),
    ),
    renditions: z.readonly(z.array(renditionFacts)),
    placeholder: z.exactOptional(z.object({ thumbhash: z.string(), color: z.string() })),
    error: z.exactOptional(z.object({ code: z.string(), detail: z.string() })),
    /** When it became ready, rejected or failed. */
    settledAt: z.exactOptional(time),
    /** When its deletion began. From then on it is gone for everyone; what is left is being removed. */
    deletedAt: z.exactOptional(time),
  }),
);
export type ImageRecord = z.output<typeof imageRecord>;

export type SettledStatus = Extract<ImageStatus, 'ready' | 'rejected' | 'failed'>;

/** An image that will not change any more, except to be deleted. */
export type SettledRecord = ImageRecord & {
  readonly status: SettledStatus;
  readonly settledAt: string;
};

export const isSettled = (record: ImageRecord): record is SettledRecord =>
  record.settledAt !== undefined;
