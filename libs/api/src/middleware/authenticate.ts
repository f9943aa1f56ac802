import type { Identity } from '@thumbing/pipeline';
import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '../api-env.ts';
import { bearerToken } from './bearer-token.ts';
import { problem } from '../problems/problems.ts';

/** Lets in whoever has a valid token, as its owner. `onError` is told when that cannot be found out. */
export const authenticate = (identity: Identity, onError: (error: unknown) => void) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    if (token === undefined) {
      c.header('www-authenticate', 'Bearer realm="thumbing"');
      return problem(c, 'unauthorized', "send a token as 'Authorization: Bearer <token>'");
    }
    let owner: string | undefined;
    try {
      owner = await identity.ownerOf(token);
    } catch (error) {
      onError(error);
      return problem(c, 'unavailable', 'tokens cannot be checked at the moment; try again later');
    }
    if (owner === undefined) {
      c.header('www-authenticate', 'Bearer realm="thumbing", error="invalid_token"');
      return problem(c, 'unauthorized', 'the token is not valid, or not any more; get a new one');
    }
    c.set('owner', owner);
    return next();
  });
