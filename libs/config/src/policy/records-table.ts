/**
 * Layout of the DynamoDB table of image records, shared by the construct that creates it and the adapter that uses it.
 * `id` is the partition key of the table and the sort key of each of `indexes`.
 */
export const RECORDS_TABLE = {
  /** Time to live attribute: DynamoDB deletes the record of an expired image after it, in seconds since 1970. */
  forgetAt: 'forgetAt',
  /** Attribute of an image whose deletion has begun: the outbox follows changes of such an item. */
  deletedAt: 'deletedAt',
  /**
   * Partition key of each index, by the name of the index: one index for each filter of a list, so that DynamoDB reads
   * no record that it does not return.
   */
  indexes: {
    /** All images of one owner. */
    byOwner: ['owner'],
    /** Those of one profile. */
    byOwnerAndProfile: ['owner', 'profile'],
    /** Those of one status. */
    byOwnerAndStatus: ['owner', 'status'],
    /** Those of one profile and status: the newest ready one is one read away. */
    byOwnerProfileAndStatus: ['owner', 'profile', 'status'],
  },
  /**
   * Index of the images that wait: for an original, or, given up, for an operator; by status and by the end of their
   * grant. It has their keys only.
   */
  pendingIndex: {
    /** Name of the index. */
    name: 'pendingByExpiry',
    /** Its partition key. */
    partition: 'status',
    /** Its sort key: an attribute that no other items have. */
    sort: 'expiresAt',
  },
} as const;
