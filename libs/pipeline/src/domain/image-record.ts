import { IMAGE_STATUSES, type ImageStatus } from '@thumbing/config';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
// Functions load this at their cold start, where the size of zod matters.
import * as z from 'zod/mini';

const time = z.iso.datetime();
const count = z.int().check(z.minimum(0));

/** Terms of the grant: one original of exactly this type and length. */
const granted = z.object({
  contentType: z.string(),
  bytes: count,
  /** Lowercase hex. */
  sha256: z.exactOptional(z.string()),
  /** Name given by the uploader. For display only: it never becomes part of a path. */
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

/** Stored state of one upload: plain data, validated whenever it is read. Times are ISO 8601. */
export const imageRecord = z.readonly(
  z.object({
    id: z.uuidv7(),
    /** Incremented by each change. A writer names the version that it read (optimistic locking). */
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
    /** The code may be unknown: a newer version may have written the record. */
    error: z.exactOptional(z.object({ code: z.string(), detail: z.string() })),
    /** Time at which the image became ready, rejected or failed. */
    settledAt: z.exactOptional(time),
    /** Time at which its deletion began. Invisible to every client from then on. */
    deletedAt: z.exactOptional(time),
  }),
);
export type ImageRecord = z.output<typeof imageRecord>;

export type SettledStatus = Extract<ImageStatus, 'ready' | 'rejected' | 'failed'>;

/** Record of an image in its final status. Only a deletion still changes it. */
export type SettledRecord = ImageRecord & {
  readonly status: SettledStatus;
  readonly settledAt: string;
};

/**
 * True if nobody will need the original again: it is not acceptable. One that took too long to render is kept, as that of
 * a failed image is, because more time may be allowed.
 */
export const isUnusable = ({ status, error }: ImageRecord): boolean =>
  status === 'rejected' && error?.code !== 'too-slow';

export const isSettled = (record: ImageRecord): record is SettledRecord =>
  record.settledAt !== undefined;
