import { Annotations } from 'aws-cdk-lib/core';
import { ConfigError } from '@thumbing/config';
import type { Construct } from 'constructs';

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
}

/** The default of `maxConcurrency`. */
export const MAX_CONCURRENCY = 10;

/** Lambda leaves this much to functions that reserve none. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const UNRESERVED = 100;

/** Throws a `ConfigError` for concurrency that Lambda would refuse. Warns if that depends on the account. */
export function checkConcurrency(
  scope: Construct,
  { account, api = 0, waits = 0, processing = 0 }: Concurrency = {},
  maxConcurrency = MAX_CONCURRENCY,
): void {
  if (processing > 0 && processing < maxConcurrency) {
    throw new ConfigError(
      `✖ concurrency.processing is ${processing}: originals would be throttled; write at least ${maxConcurrency}, ` +
        'the value of maxConcurrency',
    );
  }
  const reserved = api + waits + processing;
  const needed = reserved > 0 ? reserved + UNRESERVED : maxConcurrency;
  if (account !== undefined && account < needed) {
    throw new ConfigError(
      `✖ concurrency.account is ${account}: this pipeline needs ${needed}; request an increase in Service Quotas` +
        (reserved > 0 ? `, or reserve less than ${reserved}` : ', or lower maxConcurrency'),
    );
  }
  if (reserved === 0 || account !== undefined) return;
  Annotations.of(scope).addWarningV2(
    '@thumbing/constructs:accountConcurrency',
    `${reserved} of Lambda's concurrency is reserved, which fails in an account with less than ${needed}, such as a ` +
      'new one with 10: set concurrency.account to the limit that `aws lambda get-account-settings` prints',
  );
}
