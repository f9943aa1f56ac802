/** What can be wrong with an image, or with what was asked of it: what to do about each is in the README. */
export const IMAGE_ERROR_CODES = [
  /** There are no bytes. */
  'empty',
  /** Not an image, or of a format that is not accepted. */
  'unsupported-format',
  /** More bytes than the limit. */
  'too-large',
  /** More pixels, over all frames, than the limit, or than a format or a process of its own can hold. */
  'too-many-pixels',
  /** More frames, or pages, than the limit. */
  'too-many-frames',
  /** An animation that plays longer than the limit. */
  'too-long',
  /** It says it is an image and cannot be decoded to the end. */
  'corrupt',
  /** A crop lies where the image has ended. */
  'outside',
  /** A rendition has more than the bytes it may have, even at the lowest quality. */
  'cannot-fit',
  /** The work did not finish within the limit, or could not: a JPEG has hundreds of scans. */
  'too-slow',
] as const;
export type ImageErrorCode = (typeof IMAGE_ERROR_CODES)[number];

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
  const [reason = ''] = cause.message.replace(SAID_BY_SHARP, '').split('\n');
  return corrupt(format, reason, cause);
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

/** Before what libvips says of it. */
const SAID_BY_SHARP = 'Input buffer has corrupt header: ';

// sharp has no error codes: what happened is known only by what libvips says.
const OUT_OF_MEMORY = /out of memory|could not allocate enough memory/i;
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('timeout:');
