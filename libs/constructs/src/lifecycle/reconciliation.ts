import { Duration } from 'aws-cdk-lib/core';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { failedImagesEnvironment, reconcileEnvironment } from '@thumbing/config/environment';
import type { Construct } from 'constructs';
import { nodeFunction, type FunctionOptions } from '../functions/node-function.ts';
import { listing, onRecords, sending } from '../functions/permissions.ts';

/** The records, the files that belong to them, and the queue of the workers. */
export interface ReconciliationProps extends FunctionOptions {
  /** A table with the layout of `RECORDS_TABLE` of `@thumbing/config`, and a stream of changed items. */
  readonly records: ITable;
  /** Gets every image that leaves work to do. */
  readonly inbox: IQueue;
  /** The bucket of uploads: an image with an original does not expire. */
  readonly originals: IBucket;
  /** The bucket of renditions. */
  readonly renditions: IBucket;
  /** The base URL of renditions. */
  readonly assetsUrl: string;
}

/** The function that compares records with files. It changes none of them: it sends what differs to the workers. */
export const reconcileFunction = (scope: Construct, props: ReconciliationProps): IFunction => {
  const { records, inbox, originals, renditions, assetsUrl } = props;
  return nodeFunction(scope, 'Reconcile', {
    bundle: 'reconcile',
    // A page is a thousand reads at once.
    memorySize: 512,
    timeout: Duration.minutes(15),
    environment: reconcileEnvironment.toEnv({
      RECORDS_TABLE: records.tableName,
      ORIGINALS_BUCKET: originals.bucketName,
      RENDITIONS_BUCKET: renditions.bucketName,
      ASSETS_URL: assetsUrl,
      INBOX_URL: inbox.queueUrl,
    }),
    permissions: [
      // It writes its progress only.
      onRecords(records, 'GetItem', 'PutItem', 'Scan'),
      listing(originals),
      listing(renditions),
      sending(inbox),
    ],
    options: props,
  });
};

/** The function that lists failed images, and has them processed again. */
export const failedImagesFunction = (scope: Construct, props: ReconciliationProps): IFunction => {
  const { records, inbox, originals } = props;
  return nodeFunction(scope, 'FailedImages', {
    bundle: 'failed-images',
    memorySize: 256,
    timeout: Duration.minutes(5),
    environment: failedImagesEnvironment.toEnv({
      RECORDS_TABLE: records.tableName,
      ORIGINALS_BUCKET: originals.bucketName,
      INBOX_URL: inbox.queueUrl,
    }),
    permissions: [
      onRecords(records, 'GetItem', 'PutItem', 'Query'),
      listing(originals),
      sending(inbox),
    ],
    options: props,
  });
};
