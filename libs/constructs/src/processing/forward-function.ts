import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { forwardOriginalsEnvironment } from '@thumbing/config/environment';
import type { Construct } from 'constructs';
import { nodeFunction } from '../functions/node-function.ts';
import { onRecords, sending } from '../functions/permissions.ts';
import type { ImageProcessingProps } from '../image-processing.ts';
import { FORWARDING } from '../queues/arrivals.ts';

/** Ten take a second at most. */
const BATCH_SIZE = 10;

/** Enough for 300 originals a second, more than the API grants by default. */
const MAX_CONCURRENCY = 5;

/** The function that sends arrivals to the inbox, by their owner: see docs/decisions/0015-owners-of-originals.md. */
export function forwardFunction(
  scope: Construct,
  id: string,
  { arrivals, inbox, records, ...options }: ImageProcessingProps,
): IFunction {
  const fn = nodeFunction(scope, id, {
    bundle: 'forward-originals',
    memorySize: 256,
    timeout: FORWARDING,
    environment: forwardOriginalsEnvironment.toEnv({
      RECORDS_TABLE: records.tableName,
      INBOX_URL: inbox.queueUrl,
    }),
    permissions: [onRecords(records, 'GetItem'), sending(inbox)],
    options,
  });
  fn.addEventSource(
    new SqsEventSource(arrivals, {
      batchSize: BATCH_SIZE,
      maxConcurrency: MAX_CONCURRENCY,
      reportBatchItemFailures: true,
    }),
  );
  return fn;
}
