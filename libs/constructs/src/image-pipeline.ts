import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { defineConfig, type ConfigInput } from '@thumbing/config';
import { Construct } from 'constructs';
import { ImageApi, type ImageApiProps } from './image-api.ts';
import { ImageDelivery, type ImageDeliveryProps } from './image-delivery.ts';
import { ImageIdentity } from './image-identity.ts';
import { ImageObservability } from './image-observability.ts';
import { ImageProcessing, type ImageProcessingProps } from './image-processing.ts';
import { ImageRecords } from './image-records.ts';
import { ImageStorage } from './image-storage.ts';
import { imageWebhooks, type ImageWebhook } from './image-webhook.ts';
import type { FunctionOptions } from './functions/node-function.ts';

/** The configuration of a pipeline, and options that only AWS has. */
export interface ImagePipelineProps
  extends
    FunctionOptions,
    Pick<ImageDeliveryProps, 'domain' | 'webAclArn'>,
    Pick<ImageProcessingProps, 'timeout' | 'maxConcurrency'>,
    Pick<ImageApiProps, 'authorizer' | 'requestsPerSecond'> {
  /** The configuration, as in `thumbing.config.ts`. */
  readonly config: ConfigInput;
  /** The topic that alarms are sent to. @default alarms show on the dashboard only */
  readonly alarms?: ITopic;
}

/**
 * The whole pipeline in one stack. Its parts are constructs too, for apps with several stacks or with parts of
 * their own. Throws a `ConfigError` that lists every mistake in the configuration.
 */
export class ImagePipeline extends Construct {
  /** The buckets, and the queue of originals to process. */
  readonly storage: ImageStorage;
  /** The table of image records. */
  readonly records: ImageRecords;
  /** The distribution of renditions, with their base URL. */
  readonly delivery: ImageDelivery;
  /** The functions that turn originals into renditions, and the topic of events. */
  readonly processing: ImageProcessing;
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
    const config = defineConfig(input);

    this.storage = new ImageStorage(this, 'Storage', { ...config, timeout });
    this.records = new ImageRecords(this, 'Records');
    const { originals, renditions, inbox, deadLetters } = this.storage;
    this.delivery = new ImageDelivery(this, 'Delivery', { ...config, ...options, renditions });

    const common = {
      ...config,
      ...options,
      originals,
      renditions,
      records: this.records.table,
      assetsUrl: this.delivery.url,
    };
    this.processing = new ImageProcessing(this, 'Processing', {
      ...common,
      timeout,
      inbox,
      deadLetters,
    });
    const { events } = this.processing;
    this.webhooks = imageWebhooks(this, { ...config, ...options, events });

    this.identity = config.auth ? undefined : new ImageIdentity(this, 'Identity');
    const auth = config.auth ?? this.identity?.auth;
    if (!auth) throw new Error('no issuer is configured');
    this.api = new ImageApi(this, 'Api', { ...common, inbox, auth });

    this.observability = new ImageObservability(this, 'Observability', {
      inbox,
      deadLetters,
      processing: this.processing,
      api: this.api,
      webhooks: this.webhooks,
      alarms,
    });
  }
}
