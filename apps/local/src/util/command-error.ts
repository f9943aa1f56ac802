/** Reason for which a command of an operator failed, with a remedy. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
