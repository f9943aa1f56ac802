import { Duration } from 'aws-cdk-lib/core';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { apiEnvironment } from '@thumbing/config/environment';
import type { Construct } from 'constructs';
import { nodeFunction } from '../functions/node-function.ts';
import { creatingFilesOf, onRecords, sending } from '../functions/permissions.ts';
import type { ImageApiProps } from '../image-api.ts';
import { RETENTION } from '../queues.ts';

/** The function behind the routes. `serverErrors` counts its 5xx responses, by which a canary is judged. */
export function apiFunction(
  scope: Construct,
  id: string,
  props: ImageApiProps,
  serverErrors: IMetric,
): IFunction {
  const { profiles, retention, originals, inbox, records } = props;
  return nodeFunction(scope, id, {
    bundle: 'api',
    // Mostly waits for the table. Less memory is less CPU, which makes cold starts noticeable.
    memorySize: 512,
    // API Gateway times out after 30 seconds; a long poll lasts 25 at most.
    timeout: Duration.seconds(29),
    // Lambda counts a 5xx response as a success. The metric of API Gateway does not tell versions apart.
    failures: [serverErrors],
    environment: apiEnvironment.toEnv({
      CONFIG: props,
      RECORDS_TABLE: records.tableName,
      ORIGINALS_BUCKET: originals.bucketName,
      ASSETS_URL: props.assetsUrl,
      INBOX_URL: inbox.queueUrl,
      // An uploaded original may still wait in a queue for as long as dead letters are kept.
      FORGET_AFTER: retention.unfinished + RETENTION.deadLetters.toSeconds(),
    }),
    permissions: [
      // A presigned URL has the permissions of its signer: an uploader may put one original, once.
      creatingFilesOf(profiles, originals),
      onRecords(records, 'GetItem', 'PutItem', 'Query'),
      sending(inbox),
    ],
    options: props,
  });
}
