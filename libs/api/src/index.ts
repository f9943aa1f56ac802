export type { Api, ApiEnv } from './api-env.ts';
export { createApi, type ApiDeps } from './create-api.ts';
export { responseHeaders } from './middleware/response-headers.ts';
export type { ReadinessCheck, ReadyDeps } from './routes/ready.ts';
