import { Annotations, Duration, Stack } from 'aws-cdk-lib/core';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { ConfigError, type Config } from '@thumbing/config';
import {
  deadLetterEnvironment,
  processImageEnvironment,
  MEMORY_ENV,
} from '@thumbing/config/environment';
import { Construct } from 'constructs';
import { checkCaptions } from './functions/check-captions.ts';
import { materialsLayer } from './functions/materials-layer.ts';
import { nodeFunction, type FunctionOptions } from './functions/node-function.ts';
import { listing, onFilesOf, onRecords, publishing, removing } from './functions/permissions.ts';
import { PROCESSING_TIMEOUT } from './queues.ts';

export interface ImageProcessingProps extends FunctionOptions {
  readonly profiles: Config['profiles'];
  /** Files that recipes name: they come along with the function. */
  readonly images: Config['images'];
  readonly fonts: Config['fonts'];
  readonly limits: Config['limits'];
  readonly originals: IBucket;
  readonly renditions: IBucket;
  /** Originals that wait, hidden for six times `timeout` once they are taken. */
  readonly inbox: IQueue;
  readonly deadLetters: IQueue;
  /** As `RECORDS_TABLE` of `@thumbing/config` has it. */
  readonly records: ITable;
  /** What addresses of renditions begin with. */
  readonly assetsUrl: string;
  /** The longest that one original may take; what `inbox` was made with. @default 2 minutes */
  readonly timeout?: Duration;
  /** Originals that are processed at the same time, 2 or more. @default 10 */
  readonly maxConcurrency?: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_SECONDS = 900;

/** Originals in; renditions, records and an event out. What cannot be processed fails, and is announced. */
export class ImageProcessing extends Construct {
  readonly processImage: IFunction;
  readonly deadLetter: IFunction;
  /** One event for every image that becomes ready, rejected, failed or deleted. */
  readonly events: Topic;

  constructor(scope: Construct, id: string, props: ImageProcessingProps) {
    super(scope, id);
    const { profiles, limits, originals, renditions, inbox, deadLetters, records } = props;
    const { timeout = PROCESSING_TIMEOUT, maxConcurrency = 10 } = props;
    forbidLoop(this, originals, renditions);
    checkTimes(limits, timeout);
    checkCaptions(props);

    this.events = new Topic(this, 'Events', { enforceSSL: true });
    const stores = {
      RECORDS_TABLE: records.tableName,
      ORIGINALS_BUCKET: originals.bucketName,
      RENDITIONS_BUCKET: renditions.bucketName,
      EVENTS_TOPIC_ARN: this.events.topicArn,
      ASSETS_URL: props.assetsUrl,
    };
    const toSettle = [
      removing(originals),
      removing(renditions),
      listing(renditions),
      onRecords(records, 'GetItem', 'PutItem', 'DeleteItem'),
      publishing(this.events),
    ];
    const materials = materialsLayer(this, 'Materials', props);
    this.processImage = nodeFunction(this, 'ProcessImage', {
      bundle: 'process-image',
      description: 'Makes the renditions of an original',
      // Measured (tools/bench): encoding keeps 1.7 cores busy, which is what this much memory has; most
      // originals need less than 0.5 GB, and an AVIF of 100 megapixels 2 GB.
      memorySize: 3_008,
      timeout,
      environment: {
        ...processImageEnvironment.toEnv({
          ...stores,
          QUEUE_URL: inbox.queueUrl,
          CONFIG: { profiles, limits, ...materials.files },
        }),
        ...MEMORY_ENV,
      },
      layer: materials.layer,
      permissions: [
        ...toSettle,
        listing(originals),
        onFilesOf(profiles, originals, 's3:GetObject'),
        onFilesOf(profiles, renditions, 's3:PutObject'),
      ],
      options: props,
    });
    this.deadLetter = nodeFunction(this, 'DeadLetter', {
      bundle: 'dead-letter',
      description: 'Marks an image as failed, and announces it',
      memorySize: 256,
      timeout: Duration.seconds(30),
      environment: deadLetterEnvironment.toEnv(stores),
      permissions: toSettle,
      options: props,
    });

    this.processImage.addEventSource(
      // One at a time: an original may need the whole machine.
      new SqsEventSource(inbox, { batchSize: 1, maxConcurrency, reportBatchItemFailures: true }),
    );
    this.deadLetter.addEventSource(
      // Fewer at once than the 30 seconds have room for.
      new SqsEventSource(deadLetters, { batchSize: 10, reportBatchItemFailures: true }),
    );
  }
}

/** What the function is ended in the middle of cannot say why. */
function checkTimes(limits: Config['limits'], timeout: Duration): void {
  const seconds = timeout.toSeconds();
  if (seconds > MOST_SECONDS) {
    throw new ConfigError(
      `✖ timeout is ${seconds} seconds: Lambda ends a function after ${MOST_SECONDS}; write that or less`,
    );
  }
  if (limits.timeout < seconds) return;
  throw new ConfigError(
    `✖ limits.timeout is ${limits.timeout} seconds: the function is ended after ${seconds}; write less, or ` +
      'give the construct a longer timeout',
  );
}

/** A rendition that arrives where originals do would be processed, and so would what is made of it. */
function forbidLoop(scope: Construct, originals: IBucket, renditions: IBucket): void {
  const stack = Stack.of(scope);
  const [input, output] = [originals, renditions].map(({ bucketName }) =>
    JSON.stringify(stack.resolve(bucketName)),
  );
  if (input !== output) return;
  Annotations.of(scope).addError(
    `✖ originals and renditions are the same bucket, ${input}: every rendition would be processed again, ` +
      'without end; give two buckets',
  );
}
