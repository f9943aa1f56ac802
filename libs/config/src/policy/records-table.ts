/**
 * The table of image records: `id` is its key, and sorts each index after its partition. The construct makes
 * it, and the adapter reads and writes it.
 */
export const RECORDS_TABLE = {
  /** When DynamoDB removes a record, in seconds since 1970. */
  forgetAt: 'forgetAt',
  /** The partition of each index, by the name of the index. */
  indexes: {
    byOwner: 'owner',
    /** The ready images of one profile: the newest is found however many others there are. */
    readyByOwner: 'readyOf',
  },
} as const;
