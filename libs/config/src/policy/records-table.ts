/**
 * Layout of the DynamoDB table of image records, shared by the construct that creates it and the adapter that uses it.
 * `id` is the partition key of the table and the sort key of each index.
 */
export const RECORDS_TABLE = {
  /** Time to live attribute: DynamoDB deletes the record after it, in seconds since 1970. */
  forgetAt: 'forgetAt',
  /** Partition key of each index, by the name of the index. */
  indexes: {
    /** All images of one owner. */
    byOwner: 'owner',
    /** Ready images of one owner and profile: the newest is one read away, however many other images there are. */
    readyByOwner: 'readyOf',
  },
} as const;
