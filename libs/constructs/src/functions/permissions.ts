import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Config } from '@thumbing/config';

/*
 * Single actions instead of the broader `grant…` methods of the CDK (`s3:GetObject*`, `s3:List*`): a function has
 * permission for the calls of its adapters only.
 */

/** An action on objects below the prefixes of the configured profiles. */
export const onFilesOf = (
  profiles: Config['profiles'],
  bucket: IBucket,
  action: 's3:GetObject' | 's3:PutObject',
): PolicyStatement =>
  new PolicyStatement({
    actions: [action],
    resources: Object.keys(profiles).map((name) => bucket.arnForObjects(`${name}/*`)),
  });

/**
 * Creates objects below the prefixes of the configured profiles, and overwrites none: S3 demands `If-None-Match`
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html).
 */
export const creatingFilesOf = (profiles: Config['profiles'], bucket: IBucket): PolicyStatement => {
  const statement = onFilesOf(profiles, bucket, 's3:PutObject');
  statement.addCondition('Null', { 's3:if-none-match': 'false' });
  return statement;
};

/** Deletes any object: an image outlives the profile that it was uploaded to. */
export const removing = (bucket: IBucket): PolicyStatement =>
  new PolicyStatement({ actions: ['s3:DeleteObject'], resources: [bucket.arnForObjects('*')] });

/** Lists objects. Without this permission S3 responds to a missing object with 403 instead of 404. */
export const listing = (bucket: IBucket): PolicyStatement =>
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });

/** Actions on the table of records, and on its indexes for `Query`. */
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
