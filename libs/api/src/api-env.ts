import type { OpenAPIHono } from '@hono/zod-openapi';

/** What a request carries from the middleware to its route. */
export interface ApiEnv {
  Bindings: {
    /**
     * What stands in front of every path as callers see it, such as a stage of API Gateway; without a slash
     * at the end.
     */
    readonly prefix?: string;
  };
  Variables: {
    /** Whoever sent the token; set under `/v1`. */
    owner: string;
  };
}

export type Api = OpenAPIHono<ApiEnv>;

/** Hono has no bindings at all where whoever calls the API gives none. */
export const prefixOf = (bindings: ApiEnv['Bindings'] | undefined): string =>
  bindings?.prefix ?? '';
