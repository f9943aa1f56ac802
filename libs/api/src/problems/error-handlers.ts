import { API_CORS, formatBytes } from '@thumbing/config';
import { OutOfSpaceError, QuotaExceededError, RequestError } from '@thumbing/pipeline';
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Api, ApiEnv } from '../api-env.ts';
import { rateLimitHeaders } from '../rate-limit-headers.ts';
import { problemResponse } from './problem.ts';

/** Responds to a request that matches no route: 405 if another method would match, 404 otherwise. */
export const notFound =
  (api: Api): NotFoundHandler<ApiEnv> =>
  (c) => {
    const { method, path } = c.req;
    const allowed = methodsAt(api, path).join(', ');
    if (allowed === '') return problemResponse(c, 'not-found', `there is nothing at ${path}`);
    c.header('allow', allowed);
    return problemResponse(
      c,
      'method-not-allowed',
      `${path} does not support ${method}; it supports ${allowed}`,
    );
  };

/** Methods of the routes at a path. Middleware, which matches every method, is not a route. */
const methodsAt = ({ router }: Api, path: string): string[] =>
  API_CORS.methods.flatMap((method) => {
    const hasRoute = router.match(method, path)[0].some(([[, route]]) => route.method === method);
    if (!hasRoute) return [];
    return method === 'GET' ? [method, 'HEAD'] : [method];
  });

/** Describes errors of the caller; reports all others to `onError` and keeps their reason from the caller. */
export const errorHandler =
  (onError: (error: unknown) => void): ErrorHandler<ApiEnv> =>
  (error, c) => {
    if (error instanceof RequestError) return problemResponse(c, error.code, error.message);
    if (error instanceof QuotaExceededError) return quotaExceeded(error, c);
    if (error instanceof HTTPException) return unreadableBody(error, c);
    onError(error);
    if (error instanceof OutOfSpaceError) {
      return problemResponse(
        c,
        'out-of-space',
        'there is no space left for another image; nothing was stored',
      );
    }
    return problemResponse(c, 'internal', 'an internal error occurred; try again later');
  };

/** Describes a quota that is used up, and tells when it has a new window. */
export function quotaExceeded(
  { code, message, limits, retryAfterSeconds }: QuotaExceededError,
  c: Context,
): Response {
  const headers = { 'retry-after': String(retryAfterSeconds), ...rateLimitHeaders(limits) };
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return problemResponse(c, code, message);
}

/** Hono throws these exceptions for a body that it cannot parse. */
const unreadableBody = ({ status }: HTTPException, c: Context): Response =>
  status === 415
    ? problemResponse(c, 'unsupported-type', "send JSON with 'Content-Type: application/json'")
    : problemResponse(c, 'invalid-request', 'the request body is not valid JSON');

/** Responds to a request whose body has more than `maxBytes`. */
export const bodyTooLarge =
  (maxBytes: number) =>
  (c: Context): Response =>
    problemResponse(
      c,
      'body-too-large',
      `the request body exceeds ${formatBytes(maxBytes)}; send the original itself to \`upload.url\``,
    );
