import type {
  Event,
  ImageStatus,
  OriginalKey,
  RenditionAddress,
  RenditionKey,
} from '@thumbing/config';
import type { ImageRecord } from './image-record.ts';

/** Bytes as they were uploaded. Redeeming a grant writes them; the pipeline only reads and removes. */
export interface Originals {
  /** The complete original, or `undefined` if there is none. */
  read(key: OriginalKey): Promise<Uint8Array | undefined>;
  /** Tells if there is a complete original, without reading it. */
  exists(key: OriginalKey): Promise<boolean>;
  /** Succeeds also if there is nothing to remove. */
  remove(key: OriginalKey): Promise<void>;
}

/** Files made from originals. A rendition is either complete or absent. */
export interface Renditions {
  /** Replaces a rendition of the same key: the same original and recipe give the same bytes. */
  write(key: RenditionKey, data: Uint8Array): Promise<void>;
  /** Keys of the renditions that one image has, in no particular order. */
  stored(image: OriginalKey): Promise<readonly RenditionKey[]>;
  /** Removes every rendition of one image. Succeeds also if there is nothing to remove. */
  removeAll(image: OriginalKey): Promise<void>;
  /** Public URL of an address: without a format, of the rendition that the client prefers. */
  urlOf(address: RenditionAddress): string;
}

/** A list of the images of one owner. */
export interface ImageQuery {
  /** The `sub` of their token. */
  readonly owner: string;
  /** Images of this profile only. */
  readonly profile?: string | undefined;
  /** Images in this status only. */
  readonly status?: ImageStatus | undefined;
  /** Only ids lower, and so older, than this one. */
  readonly before?: string | undefined;
  /** Records to return, at most. */
  readonly limit: number;
}

/** Stored state of every image. */
export interface ImageRecords {
  /**
   * Succeeds also if exactly this record is stored already: a client of the store may have repeated its request.
   * Throws if the id is taken by another, and an `OutOfSpaceError` if there is no room for another record.
   */
  create(record: ImageRecord): Promise<void>;
  /** The record, also of an image whose deletion has begun; `undefined` if there is none. */
  get(id: string): Promise<ImageRecord | undefined>;
  /**
   * Optimistic write: stores the record with its version incremented if the stored version equals the
   * given one. Otherwise changes nothing and returns `false`.
   */
  replace(record: ImageRecord): Promise<boolean>;
  /** Succeeds also if there is nothing to remove. */
  remove(id: string): Promise<void>;
  /** Newest id first, without images whose deletion has begun. */
  list(query: ImageQuery): Promise<readonly ImageRecord[]>;
}

/** Queue of images for workers, which call `processImage` with each. */
export interface Inbox {
  /** Delivers the image at least once. */
  send(image: OriginalKey, options: SendOptions): Promise<void>;
}

/** Delivery of a message. */
export interface SendOptions {
  /** The image's owner. Groups take turns: the images that wait in one do not hold up those of another. */
  readonly group: string;
}

/** Notifies subscribers. Each of them receives each event at least once. */
export interface Events {
  /** Resolves once delivery is certain. Throws otherwise: the caller publishes the same event again. */
  publish(event: Event): Promise<void>;
}

/** Permission to upload exactly one original, once. */
export interface Grant {
  /** Key that the original is stored by. */
  readonly key: OriginalKey;
  /** Media type that the upload must state. */
  readonly contentType: string;
  /** Exact length of the original. */
  readonly bytes: number;
  /** Lowercase hex; absent for any content. */
  readonly sha256?: string | undefined;
  /** Time after which the grant is refused. */
  readonly expiresAt: Date;
}

/** HTTP request that redeems a grant, with the original as its body. */
export interface Upload {
  /** PUT, which the URL is signed for. */
  readonly method: 'PUT';
  /** Absolute URL, which includes the permission: a secret of the uploader. */
  readonly url: string;
  /** Headers that the request must have, with these values. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Issuer of grants; storage enforces them without asking it. */
export interface UploadGrants {
  /** The request for exactly this grant. */
  issue(grant: Grant): Promise<Upload>;
}

/** Amount of a quota that a request uses. */
export interface QuotaUse {
  /** Name of the quota. */
  readonly quota: string;
  /** End of the window in which it is counted. A window with another end has a count of its own. */
  readonly endsAt: Date;
  /** Amount to take. */
  readonly amount: number;
  /** Maximum sum of the window. */
  readonly limit: number;
}

/** Sums of an owner, in the order of the uses that were asked for. */
export interface QuotaSums {
  /** True if the amounts were taken, and are part of the sums. */
  readonly taken: boolean;
  /** Sum of each window. */
  readonly used: readonly number[];
}

/** Sums of what each owner has used of quotas. */
export interface Quotas {
  /** Takes every amount, or none if one of the sums would exceed its limit: atomic, whoever else takes at the same time. */
  take(owner: string, uses: readonly QuotaUse[]): Promise<QuotaSums>;
}

/** Maps access tokens to owners. */
export interface Identity {
  /** The token's `sub`. Throws an `InvalidTokenError`, or any other error if the token cannot be verified. */
  ownerOf(token: string): Promise<string>;
}

/** Time, which tests replace. */
export interface Clock {
  /** Time of the wall clock, to store or to show. It may step, ahead and back. */
  now(): Date;
  /** Whole milliseconds since a moment in the past, for waits and deadlines in one process. Never steps. */
  monotonic(): number;
  /** Resolves after this time, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Returns a new UUIDv7, greater than every earlier one of this process, and on one machine than every one
 * that is stored.
 */
export type NewId = () => string;
