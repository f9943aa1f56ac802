import { Duration } from 'aws-cdk-lib/core';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { apiEnvironment } from '@thumbing/config/environment';
import type { Construct } from 'constructs';
import { nodeFunction } from '../functions/node-function.ts';
import { creatingFilesOf, onRecords } from '../functions/permissions.ts';
import type { ImageApiProps } from '../image-api.ts';

/** Makes a function of the API. `serverErrors` counts 5xx responses, by which a canary is judged. */
type MakeFunction = (
  scope: Construct,
  id: string,
  props: ImageApiProps,
  serverErrors: IMetric,
) => IFunction;

/** The function behind the routes. */
export const apiFunction: MakeFunction = (scope, id, props, serverErrors) =>
  nodeFunction(scope, id, {
    ...commonOf(props, serverErrors),
    reservedConcurrentExecutions: props.concurrency?.api,
    permissions: [
      // A presigned URL has the permissions of its signer: an uploader may put one original, once.
      creatingFilesOf(props.profiles, props.originals),
      onRecords(props.records, 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
    ],
  });

/** The same code for reads of one image alone, so that those that wait take no concurrency of other requests. */
export const waitsFunction: MakeFunction = (scope, id, props, serverErrors) =>
  nodeFunction(scope, id, {
    ...commonOf(props, serverErrors),
    description: 'Serves reads of one image, which may wait',
    reservedConcurrentExecutions: props.concurrency?.waits,
    permissions: [onRecords(props.records, 'GetItem')],
  });

const commonOf = (props: ImageApiProps, serverErrors: IMetric) => ({
  bundle: 'api' as const,
  // Mostly waits for the table. Less memory is less CPU, which makes cold starts noticeable.
  memorySize: 512,
  // API Gateway times out after 30 seconds; a long poll lasts 25 at most.
  timeout: Duration.seconds(29),
  // Lambda counts a 5xx response as a success. The metric of API Gateway does not tell versions apart.
  failures: [serverErrors],
  environment: apiEnvironment.toEnv({
    CONFIG: props,
    RECORDS_TABLE: props.records.tableName,
    ORIGINALS_BUCKET: props.originals.bucketName,
    ASSETS_URL: props.assetsUrl,
  }),
  options: props,
});
