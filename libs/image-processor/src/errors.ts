/**
 * What can be wrong with an image or with what was asked of it:
 *
 * - `empty`: there are no bytes.
 * - `unsupported-format`: not an image, or of a format that is not accepted.
 * - `too-large`: more bytes than the limit.
 * - `too-many-pixels`: more pixels, over all frames, than the limit.
 * - `too-many-frames`: more frames than the limit.
 * - `too-slow`: the work did not finish within the limit.
 * - `corrupt`: it says it is an image and cannot be decoded to the end.
 */
export type ImageErrorCode =
  | 'empty'
  | 'unsupported-format'
  | 'too-large'
  | 'too-many-pixels'
  | 'too-many-frames'
  | 'too-slow'
  | 'corrupt';

/** Caused by the image or the request, not by the environment: trying again fails the same way. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly code: ImageErrorCode;

  constructor(code: ImageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
