import type { ImageStatus, ProcessingError } from '@thumbing/config';

/** A request for a rendition of an image that has none, at least not yet. */
export class UnreadyImageError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'UnreadyImageError';
  /** `pending` and `processing` end; the others do not. */
  readonly status: Exclude<ImageStatus, 'ready'>;
  /** Reason of a `rejected` or `failed` image. */
  readonly reason: ProcessingError | undefined;

  constructor(status: UnreadyImageError['status'], reason?: ProcessingError) {
    super(reason ? `the image is ${status}: ${reason.detail}` : `the image is ${status}`);
    this.status = status;
    this.reason = reason;
  }
}
