import { environment, seconds } from './environment.ts';
import { records } from './storage.ts';

/** Environment of the function that settles images as expired. */
export const expireGrantsEnvironment = environment({
  /** Name of the DynamoDB table of image records. */
  RECORDS_TABLE: records.RECORDS_TABLE,
  /** Name of the S3 bucket of originals. */
  ORIGINALS_BUCKET: records.ORIGINALS_BUCKET,
  /** Seconds to keep the record of an expired image. */
  FORGET_AFTER: seconds,
});
