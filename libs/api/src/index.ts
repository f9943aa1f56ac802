export type { Api, ApiEnv } from './api-env.ts';
export { createApi, type ApiDeps } from './create-api.ts';
