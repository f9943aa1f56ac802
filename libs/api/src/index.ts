export type { Api } from './api-env.ts';
export { createApi, type ApiDeps } from './create-api.ts';
