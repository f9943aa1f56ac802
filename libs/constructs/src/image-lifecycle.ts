import { Duration } from 'aws-cdk-lib/core';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
  type IFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { RECORDS_TABLE } from '@thumbing/config';
import { outboxEnvironment } from '@thumbing/config/environment';
import { Construct } from 'constructs';
import type { EncryptionOptions } from './encryption.ts';
import { nodeFunction, type FunctionOptions } from './functions/node-function.ts';
import { following, sending } from './functions/permissions.ts';
import type { WatchedFunctions } from './functions/watched.ts';
import { privateQueue, RETENTION } from './queues/queues.ts';

/** The records to follow, and the queue of the workers. */
export interface ImageLifecycleProps extends FunctionOptions, EncryptionOptions {
  /** A table with the layout of `RECORDS_TABLE` of `@thumbing/config`, and a stream of new images. */
  readonly records: ITable;
  /** Gets an image when a change of its record leaves work to do. */
  readonly inbox: IQueue;
}

/**
 * Finishes what a change of a record begins. The stream of the table is an outbox: the change and the work that it leads to
 * are one write, and no crash comes between them.
 */
export class ImageLifecycle extends Construct {
  /** Sends deleted and expired images to the inbox. */
  readonly outbox: IFunction;
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
    this.functions = { retried: { Outbox: this.outbox } };
    this.follow(records);
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
