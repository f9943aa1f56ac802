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
export { MEMORY_ENV } from './memory-env.ts';
export { metricsEnvironment } from './metrics.ts';
export { processImageEnvironment, type ProcessImageSettings } from './process-image.ts';
export { storageEnvironment } from './storage.ts';
export { V8_GC_FLAG } from './v8-gc-flag.ts';
export { webhookEnvironment } from './webhook.ts';
