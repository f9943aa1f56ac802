import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Conditions } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { RENDITIONS_BUCKET, type Config } from '@thumbing/config';
import { through } from '../encryption.ts';

/*
 * Single actions instead of the broader `grant…` methods of the CDK (`s3:GetObject*`, `s3:List*`): a function has
 * permission for the calls of its adapters only. Each includes the use of the key that a resource is encrypted with.
 */
type Permission = readonly PolicyStatement[];

/** Reads objects below the prefixes of the configured profiles. */
export const readingFilesOf = (profiles: Config['profiles'], bucket: IBucket): Permission => [
  onFilesOf(profiles, bucket, 's3:GetObject'),
  ...through('s3', bucket.encryptionKey, 'Decrypt'),
];

/** Writes objects below the prefixes of the configured profiles. */
export const writingFilesOf = (profiles: Config['profiles'], bucket: IBucket): Permission => [
  onFilesOf(profiles, bucket, 's3:PutObject'),
  ...through('s3', bucket.encryptionKey, 'GenerateDataKey'),
];

/**
 * Creates objects below the prefixes of the configured profiles, and overwrites none: S3 demands `If-None-Match`
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html).
 */
export const creatingFilesOf = (profiles: Config['profiles'], bucket: IBucket): Permission => [
  onFilesOf(profiles, bucket, 's3:PutObject', { Null: { 's3:if-none-match': 'false' } }),
  ...through('s3', bucket.encryptionKey, 'GenerateDataKey'),
];

/** Tags objects below the prefixes of the configured profiles, as they are written. */
export const taggingFilesOf = (profiles: Config['profiles'], bucket: IBucket): PolicyStatement =>
  onFilesOf(profiles, bucket, 's3:PutObjectTagging');

/** Deletes objects below the prefixes of the configured profiles. */
export const removingFilesOf = (profiles: Config['profiles'], bucket: IBucket): PolicyStatement =>
  onFilesOf(profiles, bucket, 's3:DeleteObject');

/** Reads, writes and deletes copies of originals, in the bucket of renditions. */
export const onCopies = (bucket: IBucket): Permission => [
  new PolicyStatement({
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    resources: [bucket.arnForObjects(`${RENDITIONS_BUCKET.copies}*`)],
  }),
  ...through('s3', bucket.encryptionKey, 'Decrypt', 'GenerateDataKey'),
];

const onFilesOf = (
  profiles: Config['profiles'],
  bucket: IBucket,
  action: `s3:${'Get' | 'Put' | 'Delete'}Object` | 's3:PutObjectTagging',
  conditions: Conditions = {},
): PolicyStatement =>
  new PolicyStatement({
    actions: [action],
    resources: Object.keys(profiles).map((name) => bucket.arnForObjects(`${name}/*`)),
    conditions,
  });

/** Deletes any object: an image outlives the profile that it was uploaded to. */
export const removing = (bucket: IBucket): PolicyStatement =>
  new PolicyStatement({ actions: ['s3:DeleteObject'], resources: [bucket.arnForObjects('*')] });

/** Lists objects. Without this permission S3 responds to a missing object with 403 instead of 404. */
export const listing = (bucket: IBucket): PolicyStatement =>
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });

/** Actions on the table of records, and on its indexes for `Query`. */
export const onRecords = (table: ITable, ...actions: readonly RecordAction[]): Permission => [
  new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [
      table.tableArn,
      ...(actions.includes('Query') ? [`${table.tableArn}/index/*`] : []),
    ],
  }),
  ...through('dynamodb', table.encryptionKey, ...(actions.some(writes) ? WRITING : READING)),
];

type RecordAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'Scan';

const writes = (action: RecordAction): boolean => /Put|Update|Delete/.test(action);

/** The actions that `grantReadData` and `grantWriteData` of the CDK allow, without their wildcards. */
const READING = ['Decrypt', 'DescribeKey'] as const;
const WRITING = [...READING, 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'] as const;

/** Reads the stream of a table: all that Lambda's poller needs, which uses the role of its function. */
export const following = (table: ITable): Permission => [
  new PolicyStatement({
    actions: ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((name) => `dynamodb:${name}`),
    resources: [`${table.tableArn}/stream/*`],
  }),
  // It does not support resource-level permissions.
  new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
  ...through('dynamodb', table.encryptionKey, 'Decrypt'),
];

export const publishing = (topic: ITopic): Permission => [
  new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }),
  ...through('sns', topic.masterKey, 'Decrypt', 'GenerateDataKey'),
];

export const sending = (queue: IQueue): Permission => [
  new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
  ...through('sqs', queue.encryptionMasterKey, 'Decrypt', 'GenerateDataKey'),
];

export const reading = (secret: ISecret): Permission => [
  new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: [secret.secretArn],
  }),
  ...through('secretsmanager', secret.encryptionKey, 'Decrypt'),
];
