import { Duration, Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  type BucketProps,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { INBOX_RETRIES, type Config } from '@thumbing/config';
import { Construct } from 'constructs';
import { privateQueue, sixTimes, PROCESSING_TIMEOUT, RETENTION } from './queues.ts';

export interface ImageStorageProps {
  /** Web pages that may upload: the one list of the configuration. */
  readonly origins: Config['origins'];
  readonly retention: Config['retention'];
  /** The longest that one original may take to process; as the processing has it. @default 2 minutes */
  readonly processingTimeout?: Duration;
}

/** Private, encrypted, by TLS only; what was begun and never finished does not stay. */
const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  encryption: BucketEncryption.S3_MANAGED,
} satisfies BucketProps;

const abortUnfinished: LifecycleRule = {
  id: 'AbortUnfinishedUploads',
  abortIncompleteMultipartUploadAfter: Duration.days(1),
};

/**
 * Where bytes lie: originals, each announced to `inbox` when it arrives, and renditions. The inbox lives
 * and dies with the originals, since a bucket's notification is a property of the bucket.
 */
export class ImageStorage extends Construct {
  readonly originals: Bucket;
  readonly renditions: Bucket;
  /** Originals that wait to be processed. */
  readonly inbox: Queue;
  /** Originals that could not be processed. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ImageStorageProps) {
    super(scope, id);
    const { origins, retention, processingTimeout = PROCESSING_TIMEOUT } = props;

    this.originals = new Bucket(this, 'Originals', {
      ...PRIVATE,
      cors: origins.length === 0 ? [] : [uploadsFrom(origins)],
      lifecycleRules: [abortUnfinished, ...expiry(retention)],
    });
    this.renditions = new Bucket(this, 'Renditions', {
      ...PRIVATE,
      lifecycleRules: [abortUnfinished],
    });
    this.deadLetters = privateQueue(this, 'DeadLetters', {
      retentionPeriod: RETENTION.deadLetters,
      visibilityTimeout: Duration.minutes(3),
    });
    this.inbox = privateQueue(this, 'Inbox', {
      retentionPeriod: RETENTION.messages,
      visibilityTimeout: sixTimes(processingTimeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: INBOX_RETRIES.attempts },
    });

    notify(this.originals, this.inbox);
  }
}

const uploadsFrom = (origins: readonly string[]) => ({
  allowedOrigins: [...origins],
  allowedMethods: [HttpMethods.PUT],
  // What a presigned upload signs: its type, its checksum, and that nothing is there yet.
  allowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
  maxAge: 3_600,
});

/** S3 counts whole days, and must not be earlier than what was asked for. */
const expiry = ({ originals }: Config['retention']): LifecycleRule[] =>
  originals === undefined
    ? []
    : [{ id: 'Retention', expiration: Duration.days(Math.ceil(originals / 86_400)) }];

/**
 * By the bucket's own property: `addEventNotification` would bring a helper function with the right to
 * change every bucket of the account. S3 asks the queue while the bucket is made, so the queue's policy
 * comes first and cannot name the bucket; it names the account.
 */
function notify(bucket: Bucket, queue: Queue): void {
  const policy = queue.addToResourcePolicy(toReceiveFromS3(queue));
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('a Bucket has no CfnBucket');
  defaultChild.notificationConfiguration = {
    queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.queueArn }],
  };
  if (policy.policyDependable) defaultChild.node.addDependency(policy.policyDependable);
}

const toReceiveFromS3 = (queue: Queue) =>
  new PolicyStatement({
    principals: [new ServicePrincipal('s3.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(queue).account } },
  });
