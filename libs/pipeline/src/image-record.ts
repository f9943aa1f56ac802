import { imageStatus, type ImageStatus } from '@thumbing/config';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/recipe';
import { z } from 'zod';

const time = z.iso.datetime();
const count = z.int().min(0);

/** What was granted: one original of exactly this type and size. */
const granted = z.object({
  contentType: z.string(),
  bytes: count,
  /** Lower-case hex. */
  sha256: z.string().exactOptional(),
  /** What the uploader calls it. For people to read: it never becomes part of a path. */
  filename: z.string().exactOptional(),
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
export const imageRecord = z
  .object({
    id: z.uuidv7(),
    /** Grows by one with each change: whoever writes shows which one they read. */
    version: count,
    owner: z.string(),
    profile: z.string(),
    status: imageStatus,
    createdAt: time,
    granted,
    original: z
      .object({ format: z.enum(SOURCE_FORMATS), width: count, height: count, bytes: count })
      .exactOptional(),
    renditions: z.array(renditionFacts).readonly(),
    placeholder: z.object({ thumbhash: z.string(), color: z.string() }).exactOptional(),
    error: z.object({ code: z.string(), detail: z.string() }).exactOptional(),
    /** When it became ready, rejected or failed. */
    settledAt: time.exactOptional(),
    /** When its deletion began. From then on it is gone for everyone; what is left is being removed. */
    deletedAt: time.exactOptional(),
  })
  .readonly();
export type ImageRecord = z.output<typeof imageRecord>;

export type SettledStatus = Extract<ImageStatus, 'ready' | 'rejected' | 'failed'>;

/** An image that will not change any more, except to be deleted. */
export type SettledRecord = ImageRecord & {
  readonly status: SettledStatus;
  readonly settledAt: string;
};

export const isSettled = (record: ImageRecord): record is SettledRecord =>
  record.settledAt !== undefined;
