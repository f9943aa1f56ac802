import type { ImageErrorCode } from '@thumbing/image-processor';

/**
 * Reasons why an image is `rejected` or `failed`. The processor's codes are listed again, since importing their values
 * would load sharp. The compiler keeps the lists equal: an unknown code fails here, a missing one in the pipeline.
 */
export const ERROR_CODES = [
  'empty',
  'unsupported-format',
  'too-large',
  'too-many-pixels',
  'too-many-frames',
  'too-long',
  'corrupt',
  'outside',
  'cannot-fit',
  'too-slow',
  /** The format of the original differs from the content type that its upload was granted for. */
  'wrong-type',
  /** Every attempt to process the original failed. The only code of `failed` images. */
  'processing-failed',
] as const satisfies readonly (ImageErrorCode | 'wrong-type' | 'processing-failed')[];
export type ErrorCode = (typeof ERROR_CODES)[number];
