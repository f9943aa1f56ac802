import { Duration } from 'aws-cdk-lib/core';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import {
  deadLetterEnvironment,
  MEMORY_ENV,
  processImageEnvironment,
  type ProcessImageSettings,
} from '@thumbing/config/environment';
import { Construct } from 'constructs';
import { privateTopic, type EncryptionOptions } from './encryption.ts';
import { checkCaptions } from './functions/check-captions.ts';
import { MAX_CONCURRENCY, type Concurrency } from './functions/concurrency.ts';
import { materialsLayer } from './functions/materials-layer.ts';
import { nodeFunction, type FunctionOptions } from './functions/node-function.ts';
import {
  listing,
  onRecords,
  publishing,
  readingFilesOf,
  removing,
  writingFilesOf,
} from './functions/permissions.ts';
import type { WatchedFunctions } from './functions/watched.ts';
import { checkTimeouts, forbidLoop } from './processing/check-props.ts';
import { forwardFunction } from './processing/forward-function.ts';
import { processingTimeout } from './queues/queues.ts';

/** The files in `images` and `fonts` are deployed in a layer of the function. */
export interface ImageProcessingProps
  extends FunctionOptions, EncryptionOptions, ProcessImageSettings {
  /** The bucket of uploads; must not be that of renditions. */
  readonly originals: IBucket;
  /** The bucket that renditions are written to. */
  readonly renditions: IBucket;
  /** Messages about new originals, which are sent to `inbox` by their owner. */
  readonly arrivals: IQueue;
  /** Images to process. Its visibility timeout must be six times `timeout`. */
  readonly inbox: IQueue;
  /** The dead letters of `inbox`: the image of each is marked as failed. */
  readonly deadLetters: IQueue;
  /** A table with the keys and indexes of `RECORDS_TABLE` of `@thumbing/config`. */
  readonly records: ITable;
  /** The base URL of renditions. */
  readonly assetsUrl: string;
  /** The time limit for one original; the one that `inbox` was created with. @default a minute more than `limits.timeout` */
  readonly timeout?: Duration;
  /** The number of originals processed concurrently, at least 2. @default 10 */
  readonly maxConcurrency?: number;
  /** Concurrency to reserve, of which processing needs `processing`. @default none */
  readonly concurrency?: Concurrency;
}

/** Turns originals into renditions, records and events. An original that cannot be processed is marked as failed. */
export class ImageProcessing extends Construct {
  /** Renders one original per invocation. */
  readonly processImage: IFunction;
  /** Marks images as failed after the last attempt, up to ten per invocation. */
  readonly deadLetter: IFunction;
  /** Its functions by name, for alarms. */
  readonly functions: WatchedFunctions;
  /** Publishes every event of an image: those of its processing, and of the API. */
  readonly events: Topic;

  constructor(scope: Construct, id: string, props: ImageProcessingProps) {
    super(scope, id);
    const { limits, originals, renditions, inbox, deadLetters } = props;
    const { timeout = processingTimeout(limits), maxConcurrency = MAX_CONCURRENCY } = props;
    forbidLoop(this, originals, renditions);
    checkTimeouts(limits, timeout);
    checkCaptions(props);

    this.events = privateTopic(this, 'Events', props.encryptionKey);
    this.processImage = this.processFunction(props, timeout);
    this.deadLetter = this.deadLetterFunction(props);
    this.functions = {
      retried: {
        ForwardOriginals: forwardFunction(this, 'ForwardOriginals', props),
        ProcessImage: this.processImage,
      },
      unretried: { DeadLetter: this.deadLetter },
    };

    this.processImage.addEventSource(
      // One message per batch: an original may need the whole memory.
      new SqsEventSource(inbox, { batchSize: 1, maxConcurrency, reportBatchItemFailures: true }),
    );
    this.deadLetter.addEventSource(
      // Ten fit well into the timeout of 30 seconds.
      new SqsEventSource(deadLetters, { batchSize: 10, reportBatchItemFailures: true }),
    );
  }

  private processFunction(props: ImageProcessingProps, timeout: Duration): IFunction {
    const { profiles, originals, renditions, inbox } = props;
    const materials = materialsLayer(this, 'Materials', props);
    return nodeFunction(this, 'ProcessImage', {
      bundle: 'process-image',
      // Measured (tools/bench): encoding uses 1.7 cores, which is what this much memory comes with; most
      // originals need less than 0.5 GB, and an AVIF of 100 megapixels needs 2 GB.
      memorySize: 3_008,
      timeout,
      reservedConcurrentExecutions: props.concurrency?.processing,
      environment: {
        ...processImageEnvironment.toEnv({
          ...this.backends(props),
          QUEUE_URL: inbox.queueUrl,
          CONFIG: { ...props, ...materials.files },
        }),
        ...MEMORY_ENV,
      },
      layer: materials.layer,
      permissions: [
        ...this.settlePermissions(props),
        listing(originals),
        readingFilesOf(profiles, originals),
        writingFilesOf(profiles, renditions),
      ],
      options: props,
    });
  }

  private deadLetterFunction(props: ImageProcessingProps): IFunction {
    return nodeFunction(this, 'DeadLetter', {
      bundle: 'dead-letter',
      memorySize: 256,
      timeout: Duration.seconds(30),
      environment: deadLetterEnvironment.toEnv({ ...this.backends(props), CONFIG: props }),
      permissions: this.settlePermissions(props),
      options: props,
    });
  }

  private backends({ originals, renditions, records, assetsUrl }: ImageProcessingProps) {
    return {
      RECORDS_TABLE: records.tableName,
      ORIGINALS_BUCKET: originals.bucketName,
      RENDITIONS_BUCKET: renditions.bucketName,
      EVENTS_TOPIC_ARN: this.events.topicArn,
      ASSETS_URL: assetsUrl,
    };
  }

  /** The permissions to settle an image: to update its record, delete its files and publish the event. */
  private settlePermissions({ originals, renditions, records }: ImageProcessingProps) {
    return [
      removing(originals),
      removing(renditions),
      listing(renditions),
      onRecords(records, 'GetItem', 'PutItem', 'DeleteItem'),
      publishing(this.events),
    ];
  }
}
