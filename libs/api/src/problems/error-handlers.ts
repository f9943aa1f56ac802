import { OutOfSpaceError, RequestError } from '@thumbing/pipeline';
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Api, ApiEnv } from '../api-env.ts';
import { problem } from './problems.ts';

/** No route took the request: either nothing is there, or it is not asked with this method. */
export const answerNothing =
  (api: Api): NotFoundHandler<ApiEnv> =>
  (c) => {
    const { method, path } = c.req;
    const allowed = methodsAt(api, path).join(', ');
    if (allowed === '') return problem(c, 'not-found', `there is nothing at ${path}`);
    c.header('allow', allowed);
    return problem(
      c,
      'method-not-allowed',
      `${path} does not answer to ${method}; it answers to: ${allowed}`,
    );
  };

const METHODS = { GET: ['GET', 'HEAD'], POST: ['POST'], DELETE: ['DELETE'] };

/** What a path answers to. Middleware does not count: it is there for every method. */
const methodsAt = ({ router }: Api, path: string): string[] =>
  Object.entries(METHODS).flatMap(([method, allowed]) =>
    router.match(method, path)[0].some(([[, route]]) => route.method === method) ? allowed : [],
  );

/** The caller's mistakes say what they are; of ours, callers learn only that there was one. */
export const answerError =
  (onError: (error: unknown) => void): ErrorHandler<ApiEnv> =>
  (error, c) => {
    if (error instanceof RequestError) return problem(c, error.code, error.message);
    if (error instanceof HTTPException) return answerUnreadable(error, c);
    onError(error);
    if (error instanceof OutOfSpaceError) {
      return problem(
        c,
        'out-of-space',
        'there is no space left for another image; nothing was kept',
      );
    }
    return problem(c, 'internal', 'something went wrong on our side; try again later');
  };

/** What Hono throws about a body before any schema sees it. */
const answerUnreadable = ({ status }: HTTPException, c: Context): Response =>
  status === 415
    ? problem(c, 'unsupported-type', "send JSON, with 'Content-Type: application/json'")
    : problem(c, 'invalid-request', 'the body is not JSON');

export const answerLongBody = (c: Context): Response =>
  problem(c, 'body-too-large', 'the body is too long; originals are uploaded to `upload.url`');
