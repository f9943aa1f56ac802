export { apiEnvironment, type ApiSettings } from './api.ts';
export { authorizerEnvironment } from './authorizer.ts';
export type { Environment } from './environment.ts';
export {
  expireGrantsEnvironment,
  failedImagesEnvironment,
  forwardOriginalsEnvironment,
  outboxEnvironment,
  reconcileEnvironment,
} from './lifecycle.ts';
export { makeRenditionEnvironment, type MakeRenditionSettings } from './make-rendition.ts';
export { metricsEnvironment } from './metrics.ts';
export {
  deadLetterEnvironment,
  processImageEnvironment,
  type ProcessImageSettings,
} from './process-image.ts';
export { MEMORY_ENV, V8_GC_FLAG } from './rendering-process.ts';
export { webhookEnvironment } from './webhook.ts';
