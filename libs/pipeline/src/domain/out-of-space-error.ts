/** Storage is full: a failure of the system, not of the request, that callers may be told about. */
export class OutOfSpaceError extends Error {
  override readonly name = 'OutOfSpaceError';
}
