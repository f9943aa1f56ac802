import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Config } from '@thumbing/config';

/*
 * Named actions instead of the wider `grant…` methods of the CDK (`s3:GetObject*`, `s3:List*`): what a
 * function may do is what its adapters call.
 */

/** Below the prefixes of the profiles, where everything lies that is uploaded or made. */
export const onFilesOf = (
  profiles: Config['profiles'],
  bucket: IBucket,
  action: 's3:GetObject' | 's3:PutObject',
): PolicyStatement =>
  new PolicyStatement({
    actions: [action],
    resources: Object.keys(profiles).map((name) => bucket.arnForObjects(`${name}/*`)),
  });

/** Everywhere: an image can still be deleted when its profile is not configured any more. */
export const removing = (bucket: IBucket): PolicyStatement =>
  new PolicyStatement({ actions: ['s3:DeleteObject'], resources: [bucket.arnForObjects('*')] });

/** Also tells that an object is missing: without it S3 answers 403 where it could answer 404. */
export const listing = (bucket: IBucket): PolicyStatement =>
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });

/** Actions on the records of images, and on their indexes. */
export const onRecords = (table: ITable, ...actions: readonly RecordAction[]): PolicyStatement =>
  new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [
      table.tableArn,
      ...(actions.includes('Query') ? [`${table.tableArn}/index/*`] : []),
    ],
  });

type RecordAction = 'GetItem' | 'PutItem' | 'DeleteItem' | 'Query';

export const publishing = (topic: ITopic): PolicyStatement =>
  new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] });

export const sending = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

export const reading = (secret: ISecret): PolicyStatement =>
  new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: [secret.secretArn],
  });
