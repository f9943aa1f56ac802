import { IMAGE_ERROR_CODES } from '@thumbing/image-processor/errors';

/** Reasons why an image is `rejected` or `failed`. */
export const ERROR_CODES = [
  ...IMAGE_ERROR_CODES,
  /** The format of the original differs from the content type that its upload was granted for. */
  'wrong-type',
  /** Every attempt to process the original failed. The only code of `failed` images. */
  'processing-failed',
] as const;
/** The reason of a `rejected` or `failed` image. */
export type ErrorCode = (typeof ERROR_CODES)[number];
