export { apiEnvironment } from './api.ts';
export { authorizerEnvironment } from './authorizer.ts';
export { COLLECT_SELDOM } from './collect-seldom.ts';
export { deadLetterEnvironment } from './dead-letter.ts';
export { processImageEnvironment } from './process-image.ts';
export { STEADY_MEMORY } from './steady-memory.ts';
export { webhookEnvironment } from './webhook.ts';
