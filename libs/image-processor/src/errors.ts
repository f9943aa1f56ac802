/** Faults of an image, or of a request for one; the README says what to do about each. */
export const IMAGE_ERROR_CODES = [
  /** The file has no bytes. */
  'empty',
  /** Not an image, or of a format that is not accepted. */
  'unsupported-format',
  /** More bytes than the limit. */
  'too-large',
  /** More pixels, over all frames, than the limit, or than a format or an isolated process can hold. */
  'too-many-pixels',
  /** More frames, or pages, than the limit. */
  'too-many-frames',
  /** An animation that plays longer than the limit. */
  'too-long',
  /** Cannot be decoded to the end. */
  'corrupt',
  /** A crop starts beyond the edge of the image. */
  'outside',
  /** A rendition has more than `maxBytes` even at the lowest quality. */
  'cannot-fit',
  /** The work takes more CPU time than the limit, or would: a JPEG with hundreds of scans. */
  'too-slow',
] as const;
/** The fault of an image, or of a request for one. */
export type ImageErrorCode = (typeof IMAGE_ERROR_CODES)[number];

/** Caused by the image or the request, not by the environment: trying again fails the same way. */
export class ImageError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'ImageError';
  /** The fault, to decide by; the message is for people, and ends with a remedy. */
  readonly code: ImageErrorCode;

  constructor(code: ImageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * A render did not finish within `limits.timeout`, which a paused process and a busy machine cause too: it is not an
 * `ImageError`, and trying again may succeed.
 */
export class RenderTimeoutError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'RenderTimeoutError';
}

/**
 * Maps a failed decode to an error. Almost always the image is to blame; when memory, threads, files or time run out, it
 * is the machine's fault, so that the work is tried again.
 */
export function decodeFailure(format: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || OUT_OF_RESOURCES.test(cause.message)) return cause;
  if (isTimeout(cause)) return timedOut(`decoding this ${format}`, cause);
  const [reason = ''] = cause.message.replace(SHARP_PREFIX, '').split('\n');
  return corrupt(format, reason, cause);
}

/** True if a loader of libvips failed, by its message: where that is not known, an encoder may be to blame. */
export const isFromLoader = (cause: unknown): boolean =>
  cause instanceof Error && LOADER.test(cause.message);

/** Maps a failed encode to an error: the pixels are sound by then, so it is never the image's fault. */
export function encodeFailure(what: string, cause: unknown): unknown {
  return cause instanceof Error && isTimeout(cause) ? timedOut(`making ${what}`, cause) : cause;
}

/** A file of this format that is damaged. */
export const corrupt = (format: string, reason: string, cause?: unknown): ImageError =>
  new ImageError(
    'corrupt',
    `this ${format} is damaged or incomplete (${reason}); send an intact file`,
    { cause },
  );

function timedOut(what: string, cause: Error): RenderTimeoutError {
  const [reached = ''] = cause.message.split('\n');
  return new RenderTimeoutError(
    `${what} took longer than limits.timeout (${reached}); try again, or allow longer`,
    { cause },
  );
}

/** Precedes the message of libvips. */
const SHARP_PREFIX = 'Input buffer has corrupt header: ';

// sharp has no error codes: only the text of libvips tells what happened.
const OUT_OF_RESOURCES =
  /out of memory|(?:could not|cannot) allocate|insufficient memory|error creating thread|resource temporarily unavailable|too many open files/i;
/** Names that libvips puts before the messages of its loaders, and of the source that they read. */
const LOADER = /^(?:VipsJpeg|vipspng|webp2vips|gifload_buffer|heif|tiff2vips|source): /;
const isTimeout = ({ message }: Error): boolean => message.startsWith('timeout:');
