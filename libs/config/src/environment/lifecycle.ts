import { environment, seconds, text } from './environment.ts';
import { records, storage } from './storage.ts';

/** Queue of the workers. */
const inbox = {
  /** Queue that images are sent to. */
  INBOX_URL: text,
};

/** Environment of the function that follows changes of records. */
export const outboxEnvironment = environment(inbox);

/** Environment of the function that sends new originals to the inbox. */
export const forwardOriginalsEnvironment = environment({
  ...inbox,
  /** Name of the DynamoDB table of image records. */
  RECORDS_TABLE: records.RECORDS_TABLE,
});

/** Environment of the function that lists failed images, and has them processed again. */
export const failedImagesEnvironment = environment({
  ...inbox,
  /** Name of the DynamoDB table of image records. */
  RECORDS_TABLE: records.RECORDS_TABLE,
  /** Name of the S3 bucket of originals. */
  ORIGINALS_BUCKET: records.ORIGINALS_BUCKET,
});

/** Environment of the function that ends grants. */
export const expireGrantsEnvironment = environment({
  ...inbox,
  /** Name of the DynamoDB table of image records. */
  RECORDS_TABLE: records.RECORDS_TABLE,
  /** Name of the S3 bucket of originals. */
  ORIGINALS_BUCKET: records.ORIGINALS_BUCKET,
  /** Seconds to keep the record of an expired image. */
  FORGET_AFTER: seconds,
});

/** Environment of the function that compares records with files. */
export const reconcileEnvironment = environment({
  ...inbox,
  ...records,
  /** Name of the S3 bucket of renditions. */
  RENDITIONS_BUCKET: storage.RENDITIONS_BUCKET,
});
