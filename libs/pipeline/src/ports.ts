import type { Event, ImageStatus, OriginalKey, RenditionKey } from '@thumbing/config';
import type { ImageRecord } from './image-record.ts';

/** The bytes that people uploaded. Redeeming a grant writes them; the pipeline never does. */
export interface Originals {
  /** The whole original, or `undefined` when there is none. */
  read(key: OriginalKey): Promise<Uint8Array | undefined>;
  /** Removing what is not there is no mistake. */
  remove(key: OriginalKey): Promise<void>;
}

/** The files that were made. A rendition is there whole or not at all. */
export interface Renditions {
  /** Writing the same key again replaces it: the same original and recipe make the same bytes. */
  write(key: RenditionKey, data: Uint8Array): Promise<void>;
  /** Every rendition of one image. Removing what is not there is no mistake. */
  removeAll(image: OriginalKey): Promise<void>;
  /** Where the world fetches it. */
  urlOf(key: RenditionKey): string;
}

export interface ImageQuery {
  readonly owner: string;
  readonly profile?: string | undefined;
  readonly status?: ImageStatus | undefined;
  /** Only ids older than this one. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface ImageRecords {
  /** Throws when there is a record of this id, and an `OutOfSpaceError` when there is no room for another. */
  create(record: ImageRecord): Promise<void>;
  get(id: string): Promise<ImageRecord | undefined>;
  /**
   * Stores the record with its version grown by one, if the stored one still has the version it shows;
   * otherwise changes nothing and answers `false`.
   */
  replace(record: ImageRecord): Promise<boolean>;
  /** Removing what is not there is no mistake. */
  remove(id: string): Promise<void>;
  /** Newest id first; without those whose deletion has begun. */
  list(query: ImageQuery): Promise<readonly ImageRecord[]>;
}

/** Work that waits until it is done: at least once, again after a failure, and set aside in the end. */
export interface Queue<Message> {
  send(message: Message): Promise<void>;
  /** What is due, up to `max`; waits up to `waitSeconds` for the first. Empty when nothing came. */
  receive(options: ReceiveOptions): Promise<readonly Delivery<Message>[]>;
}

export interface ReceiveOptions {
  readonly max: number;
  readonly waitSeconds: number;
  /** Ends the wait; what was not handed out stays. */
  readonly signal?: AbortSignal | undefined;
}

/** One handing out of a message. Left unanswered, it is handed out again when its time is up. */
export interface Delivery<Message> {
  readonly message: Message;
  /** 1 the first time. */
  readonly attempt: number;
  /** It never comes again. */
  done(): Promise<void>;
  /** It comes again after `seconds`; after the queue's last attempt it goes to the dead letters instead. */
  retry(seconds: number): Promise<void>;
}

/** What the inbox holds: an original that has arrived. */
export type InboxMessage = OriginalKey;

/** Tells the world. Every subscriber gets every event at least once. */
export interface Events {
  publish(event: Event): Promise<void>;
}

/** Permission to upload exactly one original, once. */
export interface Grant {
  readonly key: OriginalKey;
  readonly contentType: string;
  /** Exactly this many. */
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256?: string | undefined;
  readonly expiresAt: Date;
}

/** How a grant is redeemed: the request that the uploader sends, with the original as its body. */
export interface Upload {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UploadGrants {
  issue(grant: Grant): Promise<Upload>;
}

/** Tells who sent a token. */
export interface Identity {
  /** The token's `sub`, or `undefined` when the token is not valid: forged, expired, for someone else. */
  ownerOf(token: string): Promise<string | undefined>;
}

export interface Clock {
  now(): Date;
  /** Resolves after that long, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A new UUIDv7: greater than every one before it from the same process. */
export type NewId = () => string;
