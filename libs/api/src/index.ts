export type { Api, ApiEnv } from './api-env.ts';
export { createApi, type ApiDeps } from './create-api.ts';
export { countRefusals, type RefusalEnv } from './middleware/count-refusals.ts';
export { responseHeaders } from './middleware/response-headers.ts';
export type {
  ReadinessCheck,
  ReadinessChecks,
  RequireReadyDeps,
} from './middleware/require-ready.ts';
export type { GrantRouteDeps } from './routes/grant-upload.ts';
export type { ReadyDeps } from './routes/ready.ts';
