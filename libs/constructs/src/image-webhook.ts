import { Duration } from 'aws-cdk-lib/core';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SubscriptionFilter, type ITopic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { WEBHOOK_RETRIES, type Webhook } from '@thumbing/config';
import { webhookEnvironment } from '@thumbing/config/environment';
import { Construct } from 'constructs';
import { nodeFunction, type FunctionOptions } from './functions/node-function.ts';
import { reading } from './functions/permissions.ts';
import { privateQueue, sixTimes, RETENTION } from './queues.ts';

export interface ImageWebhookProps extends FunctionOptions {
  /** As the configuration has it. */
  readonly webhook: Webhook;
  readonly events: ITopic;
}

/**
 * Events in, signed HTTP requests out, tried for more than a day. Each webhook has a queue of its own, so
 * a slow one holds up no other; what it never takes waits in `deadLetters`.
 */
export class ImageWebhook extends Construct {
  readonly deliver: IFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** The signing secret, as Standard Webhooks wants it after `whsec_`: give it to the receiver. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string, props: ImageWebhookProps) {
    super(scope, id);
    const { webhook, events } = props;
    const timeout = Duration.seconds(30);

    this.secret = new Secret(this, 'Secret', {
      description: `Signs events for ${new URL(webhook.url).host}`,
      // Letters and digits in fours are base64, which Standard Webhooks asks for: 24 bytes.
      generateSecretString: { passwordLength: 32, excludeCharacters: PUNCTUATION },
    });
    this.deadLetters = privateQueue(this, 'DeadLetters', {
      retentionPeriod: RETENTION.deadLetters,
    });
    this.queue = privateQueue(this, 'Queue', {
      visibilityTimeout: sixTimes(timeout),
      retentionPeriod: RETENTION.messages,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: WEBHOOK_RETRIES.attempts },
    });
    this.deliver = nodeFunction(this, 'Function', {
      bundle: 'webhook',
      description: 'Sends events to a webhook, signed',
      memorySize: 256,
      timeout,
      environment: webhookEnvironment.toEnv({
        WEBHOOK_URL: webhook.url,
        WEBHOOK_SECRET_ARN: this.secret.secretArn,
        QUEUE_URL: this.queue.queueUrl,
      }),
      permissions: [reading(this.secret)],
      // A receiver that is down would take every new version back.
      options: { ...props, canary: undefined },
    });

    events.addSubscription(
      new SqsSubscription(this.queue, {
        rawMessageDelivery: true,
        ...(webhook.events && {
          filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: webhook.events }) },
        }),
      }),
    );
    this.deliver.addEventSource(
      // A receiver is somebody's server: five requests at a time are kind to a small one.
      new SqsEventSource(this.queue, {
        batchSize: 1,
        maxConcurrency: 5,
        reportBatchItemFailures: true,
      }),
    );
  }
}

export interface ImageWebhooksProps extends FunctionOptions {
  readonly webhooks: readonly Webhook[];
  readonly events: ITopic;
}

/** One construct for each webhook, called by its URL: the order in the configuration may change. */
export const imageWebhooks = (
  scope: Construct,
  { webhooks, ...props }: ImageWebhooksProps,
): ImageWebhook[] =>
  webhooks.map((webhook) => {
    const { host, pathname, search } = new URL(webhook.url);
    const id = `Webhook ${host}${pathname}${search}`.replaceAll('/', '.');
    return new ImageWebhook(scope, id, { ...props, webhook });
  });

const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
