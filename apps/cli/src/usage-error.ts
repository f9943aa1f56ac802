/** What was asked cannot be done as it was asked; nothing has been done. The message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
