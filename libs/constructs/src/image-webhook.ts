import { Duration } from 'aws-cdk-lib/core';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SubscriptionFilter, type ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { WEBHOOK_RETRIES, type Webhook } from '@thumbing/config';
import { webhookEnvironment } from '@thumbing/config/environment';
import { Construct } from 'constructs';
import { nodeFunction, type FunctionOptions } from './functions/node-function.ts';
import { reading } from './functions/permissions.ts';
import type { WatchedFunctions } from './functions/watched.ts';
import type { EncryptionOptions } from './encryption.ts';
import { queueSubscription } from './queues/queue-subscription.ts';
import { privateQueue, sixTimes, RETENTION } from './queues/queues.ts';

/** The receiver, and the events to send to it. */
export interface ImageWebhookProps extends FunctionOptions, EncryptionOptions {
  /** An entry of `webhooks` in the configuration. */
  readonly webhook: Webhook;
  /** The `events` of `ImageProcessing`, filtered by the types that the webhook asks for. */
  readonly events: ITopic;
}

/**
 * Sends events as signed HTTP requests, retried for more than a day. Each webhook has its own queue, so a slow
 * receiver delays no other. Events that it never accepts end up in `deadLetters`.
 */
export class ImageWebhook extends Construct {
  /** Sends one event per invocation, five at once at most. */
  readonly deliver: IFunction;
  /** Its functions by name, for alarms. */
  readonly functions: WatchedFunctions;
  /** Events to send; an event waits there between attempts. */
  readonly queue: Queue;
  /** Events that all attempts failed for. Redrive them once the receiver works. */
  readonly deadLetters: Queue;
  /** The signing secret to give to the receiver: the part after `whsec_` in Standard Webhooks. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string, props: ImageWebhookProps) {
    super(scope, id);
    const { webhook, events, encryptionKey } = props;
    const timeout = Duration.seconds(30);

    this.secret = new Secret(this, 'Secret', {
      description: `Signs events for ${new URL(webhook.url).host}`,
      encryptionKey,
      // 32 letters and digits are valid base64 of 24 bytes, as Standard Webhooks requires.
      generateSecretString: { passwordLength: 32, excludeCharacters: PUNCTUATION },
    });
    this.deadLetters = privateQueue(this, 'DeadLetters', {
      encryptionKey,
      retentionPeriod: RETENTION.deadLetters,
    });
    this.queue = privateQueue(this, 'Queue', {
      encryptionKey,
      visibilityTimeout: sixTimes(timeout),
      retentionPeriod: RETENTION.messages,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: WEBHOOK_RETRIES.attempts },
    });
    this.deliver = this.deliverFunction(props, timeout);
    this.functions = { retried: { [this.node.id]: this.deliver } };
    this.subscribe(webhook, events);
    this.deliver.addEventSource(
      // Five concurrent requests spare small receivers.
      new SqsEventSource(this.queue, {
        batchSize: 1,
        maxConcurrency: 5,
        reportBatchItemFailures: true,
      }),
    );
  }

  private deliverFunction({ webhook, ...options }: ImageWebhookProps, timeout: Duration) {
    return nodeFunction(this, 'Function', {
      bundle: 'webhook',
      memorySize: 256,
      timeout,
      environment: webhookEnvironment.toEnv({
        WEBHOOK_URL: webhook.url,
        WEBHOOK_SECRET_ARN: this.secret.secretArn,
        QUEUE_URL: this.queue.queueUrl,
      }),
      permissions: [reading(this.secret)],
      // A receiver that is down would roll back every new version.
      options: { ...options, canary: undefined },
    });
  }

  private subscribe({ events: types }: Webhook, events: ITopic): void {
    const filter = types && {
      filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: types }) },
    };
    events.addSubscription(
      queueSubscription(this.queue, this.deadLetters, { rawMessageDelivery: true, ...filter }),
    );
  }
}

/** The receivers, and the events to send to them. */
export interface ImageWebhooksProps extends FunctionOptions, EncryptionOptions {
  /** The `webhooks` of the configuration; no URL may appear twice. */
  readonly webhooks: readonly Webhook[];
  /** The `events` of `ImageProcessing`, filtered by the types that the webhook asks for. */
  readonly events: ITopic;
}

/** One construct per webhook, with an id from its URL, so that the order in the configuration may change. */
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
