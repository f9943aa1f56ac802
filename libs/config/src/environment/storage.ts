import { text } from './environment.ts';

/** Variables of every function that touches images: storage, records and the event topic. */
export const storage = {
  RECORDS_TABLE: text,
  ORIGINALS_BUCKET: text,
  RENDITIONS_BUCKET: text,
  EVENTS_TOPIC_ARN: text,
  /** Base URL of renditions, without a trailing slash. */
  ASSETS_URL: text,
};
