import { Annotations } from 'aws-cdk-lib/core';
import { ConfigError, LONGEST_WAIT } from '@thumbing/config';
import type { Construct } from 'constructs';
import { READS_PER_SECOND } from '../api/throttles.ts';

/** Concurrency that is reserved: a function has it for itself, and gets no more. */
export interface Concurrency {
  /** The limit of the account in this region, as `aws lambda get-account-settings` prints it. @default unknown */
  readonly account?: number;
  /** Of the API. @default not reserved */
  readonly api?: number;
  /** Of reads of one image, which may wait: they get a function of their own. @default that of the API */
  readonly waits?: number;
  /** Of `process-image`, at least `maxConcurrency`. @default not reserved */
  readonly processing?: number;
  /** Of `make-rendition`: renditions on request that are made at once. @default not reserved */
  readonly making?: number;
}

/** The default of `maxConcurrency`. */
export const MAX_CONCURRENCY = 10;

/** Lambda leaves this much to functions that reserve none. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const UNRESERVED = 100;

/** Demands on concurrency, reserved or not. */
export interface ConcurrencyNeeds {
  /** Originals processed concurrently. @default 10 */
  readonly maxConcurrency?: number | undefined;
  /** Reads of one image per second, each of which may wait. @default 20 */
  readonly readsPerSecond?: number | undefined;
}

/**
 * Throws a `ConfigError` for concurrency that Lambda would refuse. Warns if that depends on the account, and if waits could
 * take all that the account has.
 */
export function checkConcurrency(
  scope: Construct,
  concurrency: Concurrency = {},
  { maxConcurrency = MAX_CONCURRENCY, readsPerSecond = READS_PER_SECOND }: ConcurrencyNeeds = {},
): void {
  const { account, api = 0, waits = 0, processing = 0, making = 0 } = concurrency;
  if (processing > 0 && processing < maxConcurrency) {
    throw new ConfigError(
      `✖ concurrency.processing is ${processing}: originals would be throttled; write at least ${maxConcurrency}, ` +
        'the value of maxConcurrency',
    );
  }
  const reserved = api + waits + processing + making;
  const needed = reserved > 0 ? reserved + UNRESERVED : maxConcurrency;
  if (account !== undefined && account < needed) {
    throw new ConfigError(
      `✖ concurrency.account is ${account}: this pipeline needs ${needed}; request an increase in Service Quotas` +
        (reserved > 0 ? `, or reserve less than ${reserved}` : ', or lower maxConcurrency'),
    );
  }
  if (account !== undefined) {
    // With concurrency of its own, the API cannot take that of others.
    if (waits + api === 0) {
      checkWaits(scope, account - making - Math.max(processing, maxConcurrency), readsPerSecond);
    }
    return;
  }
  if (reserved === 0) return;
  Annotations.of(scope).addWarningV2(
    '@thumbing/constructs:accountConcurrency',
    `${reserved} of Lambda's concurrency is reserved, which fails in an account with less than ${needed}, such as a ` +
      'new one with 10: set concurrency.account to the limit that `aws lambda get-account-settings` prints',
  );
}

/** Warns if reads that wait may take more than what is left of an account. */
function checkWaits(scope: Construct, left: number, readsPerSecond: number): void {
  const waiting = readsPerSecond * LONGEST_WAIT;
  if (waiting <= left) return;
  Annotations.of(scope).addWarningV2(
    '@thumbing/constructs:waits',
    `requests with ?wait= may take a concurrency of ${waiting} (${readsPerSecond} a second, for ${LONGEST_WAIT} seconds each), ` +
      `and the account has ${left} left for them: other requests would be throttled; set concurrency.waits, or lower ` +
      `readsPerSecond to ${Math.floor(left / LONGEST_WAIT)}`,
  );
}
