import type { ImageRecord } from '../../domain/image-record.ts';

/** Part of a list of everything that is stored. */
export interface Page<Item> {
  /** Items in no particular order, perhaps none; one request to the store, so that memory stays bounded. */
  readonly items: readonly Item[];
  /** Place after this page; the beginning, '', if the store can only begin there. Absent after the last page. */
  readonly next?: string;
}

/** List of everything that is stored, whoever owns it, for `reconcile`. */
export interface Inventory<Item> {
  /**
   * Each item once, from the beginning or from the `next` of an earlier page on. Items that are stored or removed
   * meanwhile may be missing or listed.
   */
  pages(from?: string): AsyncIterable<Page<Item>>;
}

/** Record as it is listed. */
export interface ListedRecord {
  /** Id of the image. */
  readonly id: string;
  /** Absent if it cannot be read: the others are listed. */
  readonly record?: ImageRecord;
}
