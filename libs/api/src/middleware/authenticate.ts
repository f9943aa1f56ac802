import type { Identity } from '@thumbing/pipeline';
import { createMiddleware } from 'hono/factory';
import { bindingsOf, type ApiEnv } from '../api-env.ts';
import { problemResponse } from '../problems/problem.ts';
import { bearerToken } from './bearer-token.ts';

/**
 * Sets the owner of a request from its bearer token, or responds with 401. Without an `identity` to verify tokens, the
 * gateway in front of the API has verified them and passes the owner as a binding.
 */
export const authenticate = (identity: Identity | undefined, onError: (error: unknown) => void) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    if (token === undefined) {
      c.header('www-authenticate', 'Bearer realm="thumbing"');
      return problemResponse(c, 'unauthorized', "send a token as 'Authorization: Bearer <token>'");
    }
    let owner: string | undefined;
    try {
      owner = identity ? await identity.ownerOf(token) : bindingsOf(c).owner;
    } catch (error) {
      onError(error);
      return problemResponse(
        c,
        'unavailable',
        'tokens cannot be verified at the moment; try again later',
      );
    }
    if (owner === undefined) {
      c.header('www-authenticate', 'Bearer realm="thumbing", error="invalid_token"');
      return problemResponse(
        c,
        'unauthorized',
        'the token is invalid or has expired; get a new one',
      );
    }
    c.set('owner', owner);
    return next();
  });
