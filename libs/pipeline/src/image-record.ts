import type { Image, ImageStatus } from '@thumbing/config';
import type { ImageFacts, Placeholder } from '@thumbing/image-processor';
import { CONTENT_TYPES, type OutputFormat } from '@thumbing/image-processor/recipe';
import type { Renditions } from './ports.ts';

/** What was granted: one original of exactly this type and size. */
export interface GrantedOriginal {
  readonly contentType: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256?: string;
  /** What the uploader calls it. For people to read: it never becomes part of a path. */
  readonly filename?: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export interface RenditionFacts {
  readonly variant: string;
  readonly format: OutputFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** One upload, as it is remembered. Plain data; times are ISO 8601. */
export interface ImageRecord {
  readonly id: string;
  /** Grows by one with each change: whoever writes shows which one they read. */
  readonly version: number;
  readonly owner: string;
  readonly profile: string;
  readonly status: ImageStatus;
  readonly createdAt: string;
  readonly granted: GrantedOriginal;
  readonly original?: Pick<ImageFacts, 'format' | 'width' | 'height' | 'bytes'>;
  readonly renditions: readonly RenditionFacts[];
  readonly placeholder?: Placeholder;
  readonly error?: { readonly code: string; readonly detail: string };
  /** When it became ready, rejected or failed. */
  readonly settledAt?: string;
  /** When its deletion began. From then on it is gone for everyone; what is left of it is being removed. */
  readonly deletedAt?: string;
}

export type SettledStatus = Extract<ImageStatus, 'ready' | 'rejected' | 'failed'>;

/** An image that will not change any more, except to be deleted. */
export type SettledRecord = ImageRecord & {
  readonly status: SettledStatus;
  readonly settledAt: string;
};

export const isSettled = (record: ImageRecord): record is SettledRecord =>
  record.settledAt !== undefined;

/** The record as the world sees it. */
export function toImage(record: ImageRecord, renditions: Pick<Renditions, 'urlOf'>): Image {
  const { id, owner, profile, status, createdAt, granted, original, placeholder, error } = record;
  return {
    id,
    owner,
    profile,
    status,
    createdAt,
    ...(granted.filename !== undefined && { filename: granted.filename }),
    ...(original && { original }),
    renditions: record.renditions.map((rendition) => ({
      ...rendition,
      contentType: CONTENT_TYPES[rendition.format],
      url: renditions.urlOf({ profile, id, variant: rendition.variant, format: rendition.format }),
    })),
    ...(placeholder && { placeholder }),
    ...(error && { error }),
  };
}
