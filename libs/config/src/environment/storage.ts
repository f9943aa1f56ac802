import { text } from './environment.ts';

/** Where images are kept and told of. */
export const stores = {
  RECORDS_TABLE: text,
  ORIGINALS_BUCKET: text,
  RENDITIONS_BUCKET: text,
  EVENTS_TOPIC_ARN: text,
  /** What addresses of renditions begin with. */
  ASSETS_URL: text,
};
