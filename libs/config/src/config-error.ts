/** An invalid configuration. The message lists every mistake, each with its field, value and remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
