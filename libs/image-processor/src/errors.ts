/**
 * What can be wrong with an image or with what was asked of it:
 *
 * - `empty`: there are no bytes.
 * - `unsupported-format`: not an image, or of a format that is not accepted.
 * - `too-large`: more bytes than the limit.
 * - `too-many-pixels`: more pixels, over all frames, than the limit.
 * - `too-many-frames`: more frames than the limit.
 * - `too-long`: an animation that plays longer than the limit.
 * - `outside`: a crop lies where the image has ended.
 * - `cannot-fit`: a rendition has more than the bytes it may have, even at the lowest quality.
 * - `too-slow`: the work did not finish within the limit.
 * - `corrupt`: it says it is an image and cannot be decoded to the end.
 */
export type ImageErrorCode =
  | 'empty'
  | 'unsupported-format'
  | 'too-large'
  | 'too-many-pixels'
  | 'too-many-frames'
  | 'too-long'
  | 'outside'
  | 'cannot-fit'
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

/**
 * What a failed decode means. Almost always the image is to blame; memory that ran out is not its fault
 * but the machine's, and is passed on as it is, so that it is tried again.
 */
export function decodeFailure(format: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || OUT_OF_MEMORY.test(cause.message)) return cause;
  if (isTimeout(cause)) return tooSlow(`decoding this ${format}`, cause);
  const [reason] = cause.message.split('\n');
  return corrupt(format, reason ?? '', cause);
}

/** What a failed encode means: the pixels are sound by then, so only slowness is the image's fault. */
export function encodeFailure(what: string, cause: unknown): unknown {
  return isTimeout(cause) ? tooSlow(`making ${what}`, cause) : cause;
}

/** The image is of the format, and broken. */
export const corrupt = (format: string, reason: string, cause?: unknown): ImageError =>
  new ImageError(
    'corrupt',
    `this ${format} is damaged or incomplete (${reason}); send a whole one`,
    {
      cause,
    },
  );

const tooSlow = (what: string, cause: unknown): ImageError =>
  new ImageError('too-slow', `${what} took longer than the limit; send a smaller image`, { cause });

// sharp has no error codes: what happened is known only by what libvips says.
const OUT_OF_MEMORY = /out of memory|could not allocate enough memory/i;
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('timeout:');
