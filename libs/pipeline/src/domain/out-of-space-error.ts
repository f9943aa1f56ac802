/** Storage is full: a failure of the system, not of the request, that callers may be told about. */
export class OutOfSpaceError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'OutOfSpaceError';
}
