/**
 * What can be wrong with a request:
 *
 * - `unknown-profile`: no such profile.
 * - `unsupported-type`: the profile does not accept this content type.
 * - `too-large`: more bytes than the profile accepts.
 * - `not-found`: no such thing, or it is someone else's.
 * - `bad-cursor`: not a cursor that a list has given.
 */
export type RequestErrorCode =
  'unknown-profile' | 'unsupported-type' | 'too-large' | 'not-found' | 'bad-cursor';

/** The caller's mistake: asking again fails the same way. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
