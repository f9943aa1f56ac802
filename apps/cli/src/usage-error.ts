/** A mistake in the command line, found before anything is written. The message names the remedy. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
