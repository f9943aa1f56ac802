/** A request that cannot be served now, through no fault of its own: the same one succeeds later. */
export class BusyError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'BusyError';
  /** Whole seconds after which to try again. */
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
