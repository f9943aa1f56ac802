/**
 * Reasons for refusing a request:
 *
 * - `unknown-profile`: no profile has this name.
 * - `unsupported-type`: the profile does not accept this content type.
 * - `too-large`: more bytes than the profile accepts.
 * - `not-found`: the image does not exist, or belongs to another owner.
 * - `bad-cursor`: the cursor was not returned by a list.
 * - `invalid-recipe`: the recipe of an address cannot be followed.
 * - `bad-signature`: the address needs a signature, and has none that is valid.
 * - `ended-signature`: the signature of the address of a private rendition has ended.
 * - `too-many-renditions`: the image has as many renditions as it may have.
 * - `deleted`: the image, or the original that a rendition would be made from, is gone for good.
 */
export type RequestErrorCode =
  | 'unknown-profile'
  | 'unsupported-type'
  | 'too-large'
  | 'not-found'
  | 'bad-cursor'
  | 'invalid-recipe'
  | 'bad-signature'
  | 'ended-signature'
  | 'too-many-renditions'
  | 'deleted';

/** A mistake of the caller: repeating the request fails the same way. */
export class RequestError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'RequestError';
  /** The reason, to decide by; the message is for people. */
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
