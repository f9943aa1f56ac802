import { environment, text } from './environment.ts';
import { records } from './storage.ts';

/** Variables of every function that sends images to the inbox. */
const sender = {
  /** Queue that images are sent to. */
  INBOX_URL: text,
};

/** Environment of the function that follows changes of records. */
export const outboxEnvironment = environment(sender);

/** Environment of the function that sends new originals to the inbox. */
export const forwardOriginalsEnvironment = environment({
  /** Name of the DynamoDB table of image records. */
  RECORDS_TABLE: records.RECORDS_TABLE,
  ...sender,
});
