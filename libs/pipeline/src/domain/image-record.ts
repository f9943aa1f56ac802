import { IMAGE_STATUSES, type SettledStatus } from '@thumbing/config';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
// Functions load this at their cold start, where the size of zod matters.
import * as z from 'zod/mini';

const time = z.iso.datetime();
const count = z.int().check(z.minimum(0));

/** Terms of the grant: one original of exactly this type and length. */
const granted = z.object({
  /** Media type that was announced; the original must be of it. */
  contentType: z.string(),
  /** Exact length of the original. */
  bytes: count,
  /** Lowercase hex. */
  sha256: z.exactOptional(z.string()),
  /** Name given by the uploader. For display only: it never becomes part of a path. */
  filename: z.exactOptional(z.string()),
  /** End of the grant. */
  expiresAt: time,
});

const originalFacts = z.object({
  /** Format by content, whatever the grant says. */
  format: z.enum(SOURCE_FORMATS),
  /** Pixels of one frame, upright. */
  width: count,
  /** Rows of one frame, upright. */
  height: count,
  /** Length of the file. */
  bytes: count,
  /** Frames of an animation. Absent, as is `alpha`, in records of earlier versions. */
  frames: z.exactOptional(count),
  /** True if it has an alpha channel. */
  alpha: z.exactOptional(z.boolean()),
});

const renditionFacts = z.object({
  /** Name of the variant in the profile. */
  variant: z.string(),
  /** Format of the file. */
  format: z.enum(OUTPUT_FORMATS),
  /** Pixels of one frame. */
  width: count,
  /** Rows of one frame. */
  height: count,
  /** Length of the file. */
  bytes: count,
});
export type RenditionFacts = z.output<typeof renditionFacts>;

const placeholder = z.object({
  /** ThumbHash, in base64. */
  thumbhash: z.string(),
  /** Dominant color, `#rrggbb`. */
  color: z.string(),
});

const error = z.object({
  /** Reason to decide by. It may be unknown: a newer version may have written the record. */
  code: z.string(),
  /** Reason for people. */
  detail: z.string(),
});

/** Stored state of one upload: plain data, validated whenever it is read. Times are ISO 8601. */
export const imageRecord = z.readonly(
  z.object({
    /** UUIDv7, so that ids sort by the time of the grant. */
    id: z.uuidv7(),
    /** Incremented by each change. A writer names the version that it read (optimistic locking). */
    version: count,
    /** The `sub` of the uploader's token. */
    owner: z.string(),
    /** Name of the profile, which the configuration may have lost since. */
    profile: z.string(),
    /** Stage of its life, as in `IMAGE_STATUSES` of `@thumbing/config`. */
    status: z.enum(IMAGE_STATUSES),
    /** Time of the grant. */
    createdAt: time,
    granted,
    /** Facts of the original; absent unless the image is `ready`. */
    original: z.exactOptional(originalFacts),
    /** Files of a `ready` image; otherwise empty. */
    renditions: z.readonly(z.array(renditionFacts)),
    /** Preview; absent unless the image is `ready`. */
    placeholder: z.exactOptional(placeholder),
    /** Reason of a `rejected` or `failed` image. */
    error: z.exactOptional(error),
    /** Time at which the image became ready, rejected, failed or expired. */
    settledAt: z.exactOptional(time),
    /** Time at which its deletion began. Invisible to every client from then on. */
    deletedAt: z.exactOptional(time),
  }),
);
/** Stored state of one upload, as read. */
export type ImageRecord = z.output<typeof imageRecord>;

/** Record of an image in its final status. Only a deletion still changes it. */
export type SettledRecord = ImageRecord & {
  /** The final status. */
  readonly status: SettledStatus;
  /** Time at which the image got it. */
  readonly settledAt: string;
};

/**
 * True if nobody will need the original again: it is not acceptable, or arrived after its image expired. One that took too
 * long to render is kept, as that of a failed image is, because more time may be allowed.
 */
export const isUnusable = ({ status, error }: ImageRecord): boolean =>
  status === 'expired' || (status === 'rejected' && error?.code !== 'too-slow');

/** True for an image that failed, or took too long to render: it is processed again if an operator says so. */
export const isReopenable = (record: ImageRecord): boolean =>
  (record.status === 'failed' || record.status === 'rejected') &&
  !record.deletedAt &&
  !isUnusable(record);

/** Tells if an image is in its final status. */
export const isSettled = (record: ImageRecord): record is SettledRecord =>
  record.settledAt !== undefined;
