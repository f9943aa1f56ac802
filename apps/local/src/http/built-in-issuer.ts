import type { HttpBindings } from '@hono/node-server';
import type { TokenIdentityOptions } from '@thumbing/adapters';
import { formatBytes } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createLocalJWKSet, importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { PrivateKey } from '../storage/secret-store.ts';
import { problemResponse } from './problem-response.ts';
import { tokenAccess, tokenCors, type TokenAccessOptions } from './token-access.ts';

export interface Issuer extends TokenIdentityOptions {
  /** Token endpoint and OIDC documents of the built-in issuer. */
  readonly routes?: IssuerRoutes;
}

export type IssuerRoutes = Hono<{ Bindings: HttpBindings }>;

export interface BuiltInIssuerOptions extends TokenAccessOptions {
  readonly key: PrivateKey;
  readonly clock: Pick<Clock, 'now'>;
}

const AUDIENCE = 'thumbing';
const TOKEN_LIFETIME_SECONDS = 3_600;
const TOKEN_PATH = '/dev/token';

/** Bytes of a request for a token: more than the longest `sub` takes, escaped. */
const MAX_BODY = 4 * 1_024;
const tokenRequest = z.strictObject({ sub: z.string().min(1).max(255) });

/**
 * Issuer of real tokens for development. It does not authenticate users, so it answers this machine, or holders of the
 * operator's secret.
 */
export function builtInIssuer(options: BuiltInIssuerOptions): Issuer {
  const { url, key, clock } = options;
  const { kty, n, e, kid } = key;
  const jwks = { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] };

  const routes: IssuerRoutes = new Hono();
  routes.get('/.well-known/openid-configuration', (c) =>
    c.json({ issuer: url, jwks_uri: `${url}/.well-known/jwks.json` }),
  );
  routes.get('/.well-known/jwks.json', (c) => c.json(jwks));
  routes.use(TOKEN_PATH, tokenCors(options));
  // A body is read only for those who may ask.
  routes.post(TOKEN_PATH, tokenAccess(options), limitedBody, async (c) => {
    const request = tokenRequest.safeParse(await c.req.json().catch(() => undefined));
    if (!request.success) {
      const detail = 'send JSON such as {"sub": "ada"}, naming the owner of the token';
      return problemResponse(c, 400, 'invalid-request', detail);
    }
    c.header('cache-control', 'no-store');
    return c.json({
      access_token: await signToken(url, key, clock, request.data.sub),
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_SECONDS,
    });
  });
  return { issuer: url, audience: [AUDIENCE], keys: createLocalJWKSet(jwks), clock, routes };
}

const limitedBody = bodyLimit({
  maxSize: MAX_BODY,
  onError: (c) =>
    problemResponse(c, 413, 'body-too-large', `the request body exceeds ${formatBytes(MAX_BODY)}`),
});

async function signToken(
  issuer: string,
  key: PrivateKey,
  clock: Pick<Clock, 'now'>,
  sub: string,
): Promise<string> {
  const now = Math.floor(clock.now().getTime() / 1_000);
  return new SignJWT({ sub })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_LIFETIME_SECONDS)
    .sign(await importJWK(key, 'RS256'));
}
