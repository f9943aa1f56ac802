import { Stack } from 'aws-cdk-lib/core';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { defineConfig, type Config, type ConfigInput } from '@thumbing/config';
import { Construct } from 'constructs';
import { ImageApi, type ImageApiProps } from './image-api.ts';
import type { EncryptionOptions } from './encryption.ts';
import { ImageDelivery, type ImageDeliveryProps } from './image-delivery.ts';
import { ImageIdentity } from './image-identity.ts';
import { ImageLifecycle } from './image-lifecycle.ts';
import { ImageObservability, type ImageObservabilityProps } from './image-observability.ts';
import { ImageProcessing, type ImageProcessingProps } from './image-processing.ts';
import { ImageRecords } from './image-records.ts';
import { ImageStorage, type ImageStorageProps } from './image-storage.ts';
import { imageWebhooks, type ImageWebhook } from './image-webhook.ts';
import type { ThrottleOptions } from './api/throttles.ts';
import { checkConcurrency } from './functions/concurrency.ts';
import { ImageMaking } from './making/image-making.ts';
import { anyOnRequest } from './making/on-request.ts';
import { CLOUDFRONT_REGION, deliveryAlarm } from './observability/delivery-alarm.ts';
import { emailTopic } from './observability/email-topic.ts';
import type { FunctionOptions } from './functions/node-function.ts';

/** The configuration of a pipeline, and options that only AWS has. */
export interface ImagePipelineProps
  extends
    FunctionOptions,
    EncryptionOptions,
    Pick<ImageStorageProps, 'protectData'>,
    Pick<ImageDeliveryProps, 'domain' | 'webAclArn'>,
    Pick<ImageProcessingProps, 'timeout' | 'maxConcurrency'>,
    ThrottleOptions,
    Pick<ImageApiProps, 'authorizer' | 'concurrency'>,
    Pick<ImageObservabilityProps, 'monthlyBudget'> {
  /** The configuration, as in `thumbing.config.ts`. */
  readonly config: ConfigInput;
  /** An email address or a topic that alarms are sent to. @default alarms show on the dashboard only */
  readonly alarms?: AlarmReceiver;
}

/** The receiver of alarms: an address, which must confirm its subscription, or a topic of your own. */
export type AlarmReceiver =
  | {
      /** A topic is created for this address. */
      readonly email: string;
    }
  | {
      /** Its policy must let `cloudwatch.amazonaws.com` publish. */
      readonly topic: ITopic;
    };

/**
 * The whole pipeline in one stack. Its parts are constructs too, for apps with several stacks or with parts of
 * their own. Throws a `ConfigError` that lists every mistake in the configuration.
 */
export class ImagePipeline extends Construct {
  /** The buckets, and the queue of originals to process. */
  readonly storage: ImageStorage;
  /** The table of image records. */
  readonly records: ImageRecords;
  /** Makes renditions on request. Absent if no profile has any. */
  readonly making: ImageMaking | undefined;
  /** The distribution of renditions, with their base URL. */
  readonly delivery: ImageDelivery;
  /** The functions that turn originals into renditions, and the topic of events. */
  readonly processing: ImageProcessing;
  /** Finishes deletions, and what else a change of a record begins. */
  readonly lifecycle: ImageLifecycle;
  /** One construct per webhook of the configuration. */
  readonly webhooks: readonly ImageWebhook[];
  /** Present if the configuration names no issuer. */
  readonly identity: ImageIdentity | undefined;
  /** The API for uploads, with its base URL. */
  readonly api: ImageApi;
  /** The dashboard and the alarms. */
  readonly observability: ImageObservability;

  constructor(scope: Construct, id: string, props: ImagePipelineProps) {
    super(scope, id);
    const { config: input, timeout, alarms, ...options } = props;
    const { encryptionKey, protectData } = props;
    const config = defineConfig(input);
    checkConcurrency(this, props.concurrency, props);

    const protection = { encryptionKey, protectData };
    this.storage = new ImageStorage(this, 'Storage', { ...config, ...protection, timeout });
    this.records = new ImageRecords(this, 'Records', protection);
    const { originals, renditions, arrivals, inbox, deadLetters } = this.storage;
    const stored = { ...config, ...options, originals, renditions, records: this.records.table };
    this.making = anyOnRequest(config.profiles)
      ? new ImageMaking(this, 'Making', stored)
      : undefined;
    const { making } = this;
    this.delivery = new ImageDelivery(this, 'Delivery', { ...stored, making });

    const common = { ...stored, assetsUrl: this.delivery.url };
    this.processing = new ImageProcessing(this, 'Processing', {
      ...common,
      timeout,
      arrivals,
      inbox,
      deadLetters,
    });
    this.lifecycle = new ImageLifecycle(this, 'Lifecycle', { ...common, inbox });
    const { events } = this.processing;
    this.webhooks = imageWebhooks(this, { ...config, ...options, events });

    this.identity = config.auth ? undefined : new ImageIdentity(this, 'Identity');
    const auth = config.auth ?? this.identity?.auth;
    if (!auth) throw new Error('no issuer is configured');
    this.api = new ImageApi(this, 'Api', { ...common, auth });

    const topic = alarms && topicOf(this, alarms, encryptionKey);
    this.observability = this.watch(config, topic, props.monthlyBudget);
    if (topic && Stack.of(this).region === CLOUDFRONT_REGION) {
      deliveryAlarm(this, 'DeliveryErrors', this.delivery.distribution, topic);
    }
  }

  /** The dashboard and the alarms, once everything else exists. */
  private watch(config: Config, alarms: ITopic | undefined, monthlyBudget: number | undefined) {
    const { storage, records, making, processing, lifecycle, api, webhooks } = this;
    return new ImageObservability(this, 'Observability', {
      ...config,
      storage,
      records: records.table,
      making,
      processing,
      lifecycle,
      api,
      webhooks,
      alarms,
      monthlyBudget,
    });
  }
}

const topicOf = (
  scope: Construct,
  alarms: AlarmReceiver,
  encryptionKey: IKey | undefined,
): ITopic =>
  'topic' in alarms ? alarms.topic : emailTopic(scope, 'Alarms', alarms.email, encryptionKey);
