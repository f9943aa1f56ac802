import type { OriginalKey } from '@thumbing/config';

/** Differences between records and files, or between the state of an image and its age. */
export const FINDINGS = [
  /** The record cannot be read. */
  'record-unreadable',
  /** The original waits, but its message was lost. */
  'notice-missed',
  /** A worker took the image, and never came to an end. */
  'processing-unfinished',
  /** The deletion began, and never came to an end. */
  'deletion-unfinished',
  /** The image is ready, but lacks renditions. */
  'renditions-missing',
  /** The original is stored, although nobody will need it again. */
  'original-unusable',
  /** The original has no record. */
  'original-without-record',
  /** The renditions have no record. */
  'renditions-without-record',
  /** The image could not be compared because of a failure. */
  'not-compared',
] as const;
/** A kind of difference. */
export type Finding = (typeof FINDINGS)[number];

/** Difference of one image. */
export interface Difference {
  /** Kind of the difference. */
  readonly finding: Finding;
  /** Id of the image. */
  readonly id: string;
  /** Message that has a worker repair it. Absent if no worker can. */
  readonly repair?: {
    /** Image to send to the inbox. */
    readonly key: OriginalKey;
    /** Group of the message. */
    readonly group: string;
  };
}
