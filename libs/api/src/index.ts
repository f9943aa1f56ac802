export type { Api } from './api-env.ts';
export { createApi, type ApiDeps } from './create-api.ts';
export { responseHeaders } from './middleware/response-headers.ts';
export type { ReadinessCheck } from './routes/ready.ts';
