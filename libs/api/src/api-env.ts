import type { OpenAPIHono } from '@hono/zod-openapi';
import type { RefusalEnv } from './middleware/count-refusals.ts';

/** Hono's environment: bindings are passed in with each request, variables are set by middleware. */
export interface ApiEnv {
  /** Facts about a request that only its server knows; the second argument of `fetch`. */
  Bindings: {
    /** Path prefix that a proxy has removed, such as a stage of API Gateway; without a trailing slash. */
    readonly prefix?: string | undefined;
    /** Owner of the request's token, as verified by a gateway in front of the API. Ignored if `identity` is given. */
    readonly owner?: string | undefined;
    /** Reason for refusing a token that the gateway let pass. Ignored if `identity` is given. */
    readonly refused?: string | undefined;
  };
  /** Facts about a request that middleware adds. */
  Variables: RefusalEnv['Variables'] & {
    /** Owner of the request's token; set under `/v1`. */
    owner: string;
  };
}

/** The API as a Hono app: its `fetch` is the function from `Request` to `Response`. */
export type Api = OpenAPIHono<ApiEnv>;

/** The bindings of a request; Hono has none at all where the caller of `fetch` passes none. */
export const bindingsOf = ({
  env,
}: {
  readonly env: ApiEnv['Bindings'] | undefined;
}): ApiEnv['Bindings'] => env ?? {};
