/** Storage is full. The world's failure, and one that whoever asked may be told of. */
export class OutOfSpaceError extends Error {
  override readonly name = 'OutOfSpaceError';
}
