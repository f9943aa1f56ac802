export { apiEnvironment } from './api.ts';
export { authorizerEnvironment } from './authorizer.ts';
export { COLLECT_SELDOM } from './v8-gc-flag.ts';
export { deadLetterEnvironment } from './dead-letter.ts';
export { processImageEnvironment } from './process-image.ts';
export { STEADY_MEMORY } from './memory-env.ts';
export { webhookEnvironment } from './webhook.ts';
