export type { CodeOf } from './functions/code.ts';
export type { EncryptionOptions } from './encryption.ts';
export { ImageApi, type ImageApiProps } from './image-api.ts';
export { ImageDelivery, type DeliveryDomain, type ImageDeliveryProps } from './image-delivery.ts';
export { ImageIdentity } from './image-identity.ts';
export { ImageMaking, type ImageMakingProps } from './making/image-making.ts';
export { anyOnRequest } from './making/on-request.ts';
export { ImageLifecycle, type ImageLifecycleProps } from './image-lifecycle.ts';
export { ImageObservability, type ImageObservabilityProps } from './image-observability.ts';
export { ImagePipeline, type AlarmReceiver, type ImagePipelineProps } from './image-pipeline.ts';
export { ImageProcessing, type ImageProcessingProps } from './image-processing.ts';
export { ImageRecords, type ImageRecordsProps } from './image-records.ts';
export { ImageStorage, type ImageStorageProps } from './image-storage.ts';
export {
  ImageWebhook,
  imageWebhooks,
  type ImageWebhookProps,
  type ImageWebhooksProps,
} from './image-webhook.ts';
export type { ThrottleOptions } from './api/throttles.ts';
export {
  checkConcurrency,
  type Concurrency,
  type ConcurrencyNeeds,
} from './functions/concurrency.ts';
export { CLOUDFRONT_REGION, deliveryAlarm } from './observability/delivery-alarm.ts';
export { emailTopic } from './observability/email-topic.ts';
export type { FunctionOptions } from './functions/node-function.ts';
export type { Named, WatchedFunctions } from './functions/watched.ts';
