/** Layout of the S3 bucket of renditions, shared by the construct that creates it and the adapters that use it. */
export const RENDITIONS_BUCKET = {
  /** Prefix of the copies of originals. No profile has a name that begins so: no address leads to a copy. */
  copies: '_copies/',
  /**
   * Days after which S3 removes copies, where it removes originals too. None is written that would outlive its original.
   */
  copyDays: 1,
  /** Tag of what S3 removes after `delivery.keep`: renditions whose recipe was in their address. */
  ending: {
    /** Name of the tag. */
    key: 'kept',
    /** Its only value. */
    value: 'for-a-while',
  },
} as const;
