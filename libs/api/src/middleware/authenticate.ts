import { InvalidTokenError, type Identity } from '@thumbing/pipeline';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { bindingsOf, type ApiEnv } from '../api-env.ts';
import { problemResponse } from '../problems/problem.ts';
import { bearerToken } from './bearer-token.ts';

export interface AuthenticateDeps {
  /** Absent behind a gateway that verifies tokens and passes the owner as a binding. */
  readonly identity?: Identity | undefined;
  readonly onError: (error: unknown) => void;
  readonly onInvalidToken: (reason: string) => void;
}

/** Sets the owner of a request from its bearer token, or responds with 401 and the reason. */
export const authenticate = ({ identity, onError, onInvalidToken }: AuthenticateDeps) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    if (token === undefined) {
      c.header('www-authenticate', 'Bearer realm="thumbing"');
      return problemResponse(c, 'unauthorized', "send a token as 'Authorization: Bearer <token>'");
    }
    try {
      c.set('owner', identity ? await identity.ownerOf(token) : ownerFromGateway(c));
    } catch (error) {
      if (error instanceof InvalidTokenError) {
        onInvalidToken(error.message);
        return invalidToken(c, error.message);
      }
      onError(error);
      return problemResponse(
        c,
        'unavailable',
        'tokens cannot be verified at the moment; try again later',
      );
    }
    return next();
  });

function ownerFromGateway(c: Context<ApiEnv>): string {
  const { owner, refused } = bindingsOf(c);
  if (owner !== undefined) return owner;
  throw new InvalidTokenError(refused ?? 'the gateway found no owner in the token');
}

/** RFC 6750, section 3. */
function invalidToken(c: Context, reason: string): Response {
  const challenge = ['realm="thumbing"', 'error="invalid_token"'];
  challenge.push(`error_description="${reason.replaceAll(NOT_QUOTABLE, '?')}"`);
  c.header('www-authenticate', `Bearer ${challenge.join(', ')}`);
  return problemResponse(c, 'unauthorized', reason);
}

/** Characters that RFC 6750 does not allow in `error_description`. */
const NOT_QUOTABLE = /[^ !#-[\]-~]/gu;
