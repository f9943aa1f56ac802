import type { OpenAPIHono } from '@hono/zod-openapi';

/** What a request carries from the middleware to its route. */
export interface ApiEnv {
  Variables: {
    /** Whoever sent the token; set under `/v1`. */
    owner: string;
  };
}

export type Api = OpenAPIHono<ApiEnv>;
