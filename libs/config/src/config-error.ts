/** An invalid configuration. The message lists every mistake, each with its field, value and remedy. */
export class ConfigError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'ConfigError';
}
