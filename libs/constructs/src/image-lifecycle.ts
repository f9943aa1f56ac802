import { Duration } from 'aws-cdk-lib/core';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
  type IFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { RECORDS_TABLE, type Config } from '@thumbing/config';
import { expireGrantsEnvironment, outboxEnvironment } from '@thumbing/config/environment';
import { Construct } from 'constructs';
import type { EncryptionOptions } from './encryption.ts';
import { nodeFunction } from './functions/node-function.ts';
import { following, listing, onRecords, sending } from './functions/permissions.ts';
import { repeatHourly } from './functions/repeat-hourly.ts';
import type { WatchedFunctions } from './functions/watched.ts';
import {
  failedImagesFunction,
  reconcileFunction,
  type ReconciliationProps,
} from './lifecycle/reconciliation.ts';
import { privateQueue, RETENTION } from './queues/queues.ts';

/** The records to follow, the files that belong to them, and the queue of the workers. */
export interface ImageLifecycleProps extends ReconciliationProps, EncryptionOptions {
  /** The times to keep data, of which expired images need `unfinished`. */
  readonly retention: Config['retention'];
}

/**
 * Finishes what a change of a record begins, expires images whose grant was not used, and finds what was lost. The stream of the table is an
 * outbox: the change and the work that it leads to are one write, and no crash comes between them.
 */
export class ImageLifecycle extends Construct {
  /** Sends deleted and expired images to the inbox. */
  readonly outbox: IFunction;
  /** Settles images as expired, every hour. */
  readonly expireGrants: IFunction;
  /** Compares records with files, once a day: it runs every hour, and goes on where its time was over. */
  readonly reconcile: IFunction;
  /** Lists failed images and has them processed again, when an operator invokes it. */
  readonly failedImages: IFunction;
  /** Its functions by name, for alarms. */
  readonly functions: WatchedFunctions;
  /** Descriptions of changes that could not be sent. They do not contain the record: see docs/deploying.md. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ImageLifecycleProps) {
    super(scope, id);
    const { records, inbox, encryptionKey } = props;

    this.deadLetters = privateQueue(this, 'DeadLetters', {
      encryptionKey,
      retentionPeriod: RETENTION.deadLetters,
    });
    this.outbox = nodeFunction(this, 'Outbox', {
      bundle: 'outbox',
      memorySize: 256,
      timeout: Duration.seconds(30),
      environment: outboxEnvironment.toEnv({ INBOX_URL: inbox.queueUrl }),
      permissions: [following(records), sending(inbox), sending(this.deadLetters)],
      options: props,
    });
    this.expireGrants = this.expireFunction(props);
    this.reconcile = reconcileFunction(this, props);
    this.failedImages = failedImagesFunction(this, props);
    this.functions = {
      retried: {
        Outbox: this.outbox,
        ExpireGrants: this.expireGrants,
        Reconcile: this.reconcile,
        FailedImages: this.failedImages,
      },
    };
    this.follow(records);
    repeatHourly(this, 'Hourly', 'Expires images whose grant was not used', this.expireGrants);
    repeatHourly(this, 'Reconciliation', 'Compares records with files', this.reconcile);
  }

  private expireFunction(props: ImageLifecycleProps): IFunction {
    const { records, originals, inbox, retention } = props;
    return nodeFunction(this, 'ExpireGrants', {
      bundle: 'expire-grants',
      memorySize: 256,
      // Some thousand images: each is a read, a listing and a write. The next run continues.
      timeout: Duration.minutes(5),
      environment: expireGrantsEnvironment.toEnv({
        RECORDS_TABLE: records.tableName,
        ORIGINALS_BUCKET: originals.bucketName,
        INBOX_URL: inbox.queueUrl,
        // The message about its expiry may wait in a queue for as long as dead letters are kept.
        FORGET_AFTER: retention.unfinished + RETENTION.deadLetters.toSeconds(),
      }),
      permissions: [
        onRecords(records, 'GetItem', 'PutItem', 'Query'),
        listing(originals),
        sending(inbox),
      ],
      options: props,
    });
  }

  /**
   * The event source of the CDK would grant more than this, and the destination too. A change that fails for an hour is set
   * aside, so that it does not hold up the others of its shard, and 23 hours are left to read it from the stream.
   */
  private follow({ node, tableStreamArn }: ITable): void {
    if (tableStreamArn === undefined) {
      throw new Error(
        `${node.path} has no stream: create it with \`stream: StreamViewType.NEW_IMAGE\``,
      );
    }
    new EventSourceMapping(this, 'Changes', {
      target: this.outbox,
      eventSourceArn: tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: CALLING_FOR_WORK,
      batchSize: 100,
      bisectBatchOnError: true,
      retryAttempts: 1_000,
      maxRecordAge: Duration.hours(1),
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }
}

/** Other changes do not invoke the function. */
const CALLING_FOR_WORK = [
  { [RECORDS_TABLE.deletedAt]: { S: FilterRule.exists() } },
  { status: { S: ['expired'] } },
].map((NewImage) =>
  FilterCriteria.filter({ eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage } }),
);
