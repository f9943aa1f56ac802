/** The configuration is wrong; the message names every mistake: field, value, remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
