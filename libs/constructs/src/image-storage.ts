import { Duration } from 'aws-cdk-lib/core';
import {
  BlockPublicAccess,
  Bucket,
  HttpMethods,
  type BucketProps,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { INBOX_RETRIES, RENDITIONS_BUCKET, type Config } from '@thumbing/config';
import { Construct } from 'constructs';
import { bucketEncryption, type EncryptionOptions } from './encryption.ts';
import { hideCopies } from './making/hide-copies.ts';
import { arrivalsIn } from './queues/arrivals.ts';
import { privateQueue, sixTimes, processingTimeout, RETENTION } from './queues/queues.ts';

/** The pages that upload, and the times that originals are kept and processed. */
export interface ImageStorageProps extends EncryptionOptions {
  /** Origins of the web pages that may upload (CORS). */
  readonly origins: Config['origins'];
  /** The times to keep data, of which S3 needs `originals`, and rounds it up to whole days. */
  readonly retention: Config['retention'];
  /** The limits on renditions on request, of which S3 needs `keep`, and rounds it up to whole days. */
  readonly delivery: Config['delivery'];
  /** The limits on originals, of which the queue needs `timeout`. */
  readonly limits: Config['limits'];
  /** The time limit for one original, as for `ImageProcessing`. @default a minute more than `limits.timeout` */
  readonly timeout?: Duration;
  /** Keeps removed originals for 7 more days, as earlier versions. @default true */
  readonly protectData?: boolean;
}

/** Private, TLS only. */
const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
} satisfies BucketProps;

/** Time for which a removed original can be restored: a worker may delete it, but not its earlier versions. */
const RECOVERY = Duration.days(7);

const removeOldVersions: LifecycleRule = {
  id: 'RemoveOldVersions',
  noncurrentVersionExpiration: RECOVERY,
  expiredObjectDeleteMarker: true,
};

const abortUnfinished: LifecycleRule = {
  id: 'AbortUnfinishedUploads',
  abortIncompleteMultipartUploadAfter: Duration.days(1),
};

/** The buckets of originals and renditions, and the queues of new originals and of images to process. */
export class ImageStorage extends Construct {
  /** The bucket of uploads. S3 aborts unfinished multipart uploads after a day. */
  readonly originals: Bucket;
  /** The bucket of renditions, of which S3 deletes those whose recipe was in their address, and of copies of originals. */
  readonly renditions: Bucket;
  /** Messages about new originals, sent by S3 through EventBridge. */
  readonly arrivals: Queue;
  /** Messages that could not be sent to the inbox for an hour. */
  readonly arrivalDeadLetters: Queue;
  /** Images to process, in the groups of their owners. */
  readonly inbox: Queue;
  /** Messages whose original could not be processed. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ImageStorageProps) {
    super(scope, id);
    const { origins, retention, delivery, limits, encryptionKey, protectData = true } = props;
    const { timeout = processingTimeout(limits) } = props;
    const encrypted = { ...PRIVATE, ...bucketEncryption(encryptionKey) };

    this.originals = new Bucket(this, 'Originals', {
      ...encrypted,
      versioned: protectData,
      cors: origins.length === 0 ? [] : [uploadsFrom(origins)],
      lifecycleRules: [
        abortUnfinished,
        ...(protectData ? [removeOldVersions] : []),
        ...expiry(retention),
      ],
    });
    // Not versioned: renditions can be made again.
    this.renditions = new Bucket(this, 'Renditions', {
      ...encrypted,
      lifecycleRules: [abortUnfinished, endOfRecipes(delivery), ...endOfCopies(retention)],
    });
    hideCopies(this.renditions);
    this.deadLetters = privateQueue(this, 'DeadLetters', {
      encryptionKey,
      retentionPeriod: RETENTION.deadLetters,
      visibilityTimeout: Duration.minutes(3),
    });
    this.inbox = privateQueue(this, 'Inbox', {
      encryptionKey,
      retentionPeriod: RETENTION.messages,
      visibilityTimeout: sixTimes(timeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: INBOX_RETRIES.attempts },
    });

    const { arrivals, deadLetters } = arrivalsIn(this, this.originals, encryptionKey);
    this.arrivals = arrivals;
    this.arrivalDeadLetters = deadLetters;
  }
}

const uploadsFrom = (origins: readonly string[]) => ({
  allowedOrigins: [...origins],
  allowedMethods: [HttpMethods.PUT],
  // The signed headers of a presigned upload: content type, checksum, and no overwriting.
  allowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
  maxAge: 3_600,
});

/** S3 expires objects after whole days, so times are rounded up. */
const wholeDays = (seconds: number): Duration => Duration.days(Math.ceil(seconds / 86_400));

const expiry = ({ originals }: Config['retention']): LifecycleRule[] =>
  originals === undefined ? [] : [{ id: 'Retention', expiration: wholeDays(originals) }];

const endOfRecipes = ({ keep }: Config['delivery']): LifecycleRule => ({
  id: 'Recipes',
  tagFilters: { [RENDITIONS_BUCKET.ending.key]: RENDITIONS_BUCKET.ending.value },
  expiration: wholeDays(keep),
});

/** Copies end with their originals. Otherwise they are removed with their image. */
const endOfCopies = ({ originals }: Config['retention']): LifecycleRule[] =>
  originals === undefined
    ? []
    : [
        {
          id: 'Copies',
          prefix: RENDITIONS_BUCKET.copies,
          expiration: Duration.days(RENDITIONS_BUCKET.copyDays),
        },
      ];
