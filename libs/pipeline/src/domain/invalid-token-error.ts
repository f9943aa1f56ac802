/**
 * A token that proves no owner: forged, expired, or meant for another audience. The message says why, and contains no
 * part of the token, so that it may be shown to the caller and logged.
 */
export class InvalidTokenError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'InvalidTokenError';
}
