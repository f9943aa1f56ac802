/** A limit on what each owner may use in a window of time. */
export interface QuotaPolicy {
  /** Name of the setting, such as `grantsPerDay`. */
  readonly name: string;
  /** Unit of the use, in the terms of the `RateLimit-Policy` header. */
  readonly unit: 'requests' | 'content-bytes';
  /** Maximum use in one window. */
  readonly limit: number;
  /** Length of a window. Windows follow each other since 1970, so that a day begins at midnight of UTC. */
  readonly windowSeconds: number;
}

/** Rest of a quota of one owner. */
export interface ServiceLimit {
  /** The quota. */
  readonly policy: QuotaPolicy;
  /** Use that the current window still permits. */
  readonly remaining: number;
  /** Whole seconds until the next window. */
  readonly resetSeconds: number;
}

/** A request above a quota of its owner: the same request succeeds in a later window. */
export class QuotaExceededError extends Error {
  /** Tells the class also where `instanceof` cannot: between two copies of this package. */
  override readonly name = 'QuotaExceededError';
  /** Every quota that the request uses, also those that suffice. */
  readonly limits: readonly ServiceLimit[];
  /** Whole seconds until the quotas that do not suffice have a new window. */
  readonly retryAfterSeconds: number;
  /** The kind of the quota, to decide by. */
  readonly code: 'quota-exceeded' | 'too-many-renditions';

  constructor(
    message: string,
    limits: readonly ServiceLimit[],
    retryAfterSeconds: number,
    code: QuotaExceededError['code'] = 'quota-exceeded',
  ) {
    super(message);
    this.limits = limits;
    this.retryAfterSeconds = retryAfterSeconds;
    this.code = code;
  }
}
