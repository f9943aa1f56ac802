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
import { privateQueue, sixTimes, processingTimeout, RETENTION } from './queues.ts';

/** The pages that upload, and the times that originals are kept and processed. */
export interface ImageStorageProps {
  /** Origins of the web pages that may upload (CORS). */
  readonly origins: Config['origins'];
  /** The times to keep data, of which S3 needs `originals`, and rounds it up to whole days. */
  readonly retention: Config['retention'];
  /** The limits on originals, of which the queue needs `timeout`. */
  readonly limits: Config['limits'];
  /** The time limit for one original, as for `ImageProcessing`. @default a minute more than `limits.timeout` */
  readonly timeout?: Duration;
}

/** Private, encrypted, TLS only. */
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
 * The buckets of originals and renditions, and the queue that S3 notifies of each new original. The queue
 * belongs here because the notification is a property of the bucket.
 */
export class ImageStorage extends Construct {
  /** The bucket of uploads. S3 aborts unfinished multipart uploads after a day. */
  readonly originals: Bucket;
  /** The bucket of renditions, which S3 never deletes by itself. */
  readonly renditions: Bucket;
  /** Messages about new originals, sent by S3. */
  readonly inbox: Queue;
  /** Messages whose original could not be processed. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ImageStorageProps) {
    super(scope, id);
    const { origins, retention, limits, timeout = processingTimeout(limits) } = props;

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
      visibilityTimeout: sixTimes(timeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: INBOX_RETRIES.attempts },
    });

    notify(this.originals, this.inbox);
  }
}

const uploadsFrom = (origins: readonly string[]) => ({
  allowedOrigins: [...origins],
  allowedMethods: [HttpMethods.PUT],
  // The signed headers of a presigned upload: content type, checksum, and no overwriting.
  allowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
  maxAge: 3_600,
});

/** S3 expires objects after whole days, so the retention is rounded up. */
const expiry = ({ originals }: Config['retention']): LifecycleRule[] =>
  originals === undefined
    ? []
    : [{ id: 'Retention', expiration: Duration.days(Math.ceil(originals / 86_400)) }];

/**
 * Sets the notification property of the bucket. `addEventNotification` would add a helper function that may
 * change every bucket of the account. S3 checks the queue while it creates the bucket, so the queue's policy
 * must exist first; it cannot name the bucket, and names the account instead.
 */
function notify(bucket: Bucket, queue: Queue): void {
  const policy = queue.addToResourcePolicy(toReceiveFromS3(queue));
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('the bucket has no CfnBucket child');
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
