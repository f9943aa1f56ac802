import { text } from './environment.ts';

/** Variables of every function that reads or writes records of images. */
export const records = {
  /** Name of the DynamoDB table of image records. */
  RECORDS_TABLE: text,
  /** Name of the S3 bucket of originals. */
  ORIGINALS_BUCKET: text,
  /** Base URL of renditions, without a trailing slash. */
  ASSETS_URL: text,
};

/** Variables of every function that settles images: it removes files, and publishes events. */
export const storage = {
  ...records,
  /** Name of the S3 bucket of renditions. */
  RENDITIONS_BUCKET: text,
  /** ARN of the SNS topic for events. */
  EVENTS_TOPIC_ARN: text,
};
