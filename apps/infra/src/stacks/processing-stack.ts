import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import {
  ImageLifecycle,
  ImageProcessing,
  imageWebhooks,
  type ImageWebhook,
} from '@thumbing/constructs';
import type { Construct } from 'constructs';
import { exportWeakly } from '../weak-exports.ts';
import { functionOptions } from '../function-options.ts';
import type { Stage } from '../stage.ts';
import type { StorageStack } from './storage-stack.ts';

/** Processing, what follows changes of records, events and webhooks. */
export class ProcessingStack extends Stack {
  readonly processing: ImageProcessing;
  readonly lifecycle: ImageLifecycle;
  readonly webhooks: readonly ImageWebhook[];

  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    config: Config,
    { storage, records, assetsUrl, encryptionKey }: StorageStack,
  ) {
    super(scope, id, { description: 'Thumbing: processing and webhooks' });
    const options = functionOptions(stage);

    this.processing = new ImageProcessing(this, 'Processing', {
      ...config,
      ...options,
      encryptionKey,
      originals: storage.originals,
      renditions: storage.renditions,
      arrivals: storage.arrivals,
      inbox: storage.inbox,
      deadLetters: storage.deadLetters,
      records: records.table,
      assetsUrl,
      maxConcurrency: stage.maxConcurrency,
      concurrency: stage.concurrency,
    });
    this.lifecycle = new ImageLifecycle(this, 'Lifecycle', {
      ...config,
      ...options,
      encryptionKey,
      originals: storage.originals,
      renditions: storage.renditions,
      inbox: storage.inbox,
      records: records.table,
      assetsUrl,
    });
    const { events } = this.processing;
    const { webhooks } = config;
    this.webhooks = imageWebhooks(this, { ...options, encryptionKey, webhooks, events });
    for (const webhook of this.webhooks) exportWeakly(webhook);

    new CfnOutput(this, 'EventsTopic', { value: events.topicArn });
    new CfnOutput(this, 'Reconcile', { value: this.lifecycle.reconcile.functionName });
    new CfnOutput(this, 'FailedImages', { value: this.lifecycle.failedImages.functionName });
    new CfnOutput(this, 'OutboxDeadLetters', { value: this.lifecycle.deadLetters.queueUrl });
    this.webhooks.forEach(({ secret, deadLetters }, index) => {
      const of = `of ${config.webhooks[index]?.url ?? ''}`;
      new CfnOutput(this, `WebhookSecret${index}`, {
        value: secret.secretArn,
        description: `Signing secret ${of}`,
      });
      new CfnOutput(this, `WebhookDeadLetters${index}`, {
        value: deadLetters.queueArn,
        description: `Dead letters ${of}`,
      });
    });
  }
}
