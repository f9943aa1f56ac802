import type { TokenIdentityOptions } from '@thumbing/adapters';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Clock } from '@thumbing/pipeline';
import { Hono } from 'hono';
import { createLocalJWKSet, importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { PrivateKey } from '../storage/secret-store.ts';
import { isLoopback } from '../util/public-url.ts';
import { problemResponse } from './problem-response.ts';

export interface Issuer extends TokenIdentityOptions {
  /** Token endpoint and OIDC documents of the built-in issuer. */
  readonly routes?: Hono;
}

const AUDIENCE = 'thumbing';
const TOKEN_LIFETIME_SECONDS = 3_600;
const tokenRequest = z.strictObject({ sub: z.string().min(1).max(255) });

/**
 * Issuer of real tokens for development. It does not authenticate users, so it answers only this machine; a server
 * with another public host requires `auth.issuer`.
 */
export function builtInIssuer(url: string, key: PrivateKey, clock: Pick<Clock, 'now'>): Issuer {
  const { kty, n, e, kid } = key;
  const jwks = { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] };

  const routes = new Hono();
  routes.get('/.well-known/openid-configuration', (c) =>
    c.json({ issuer: url, jwks_uri: `${url}/.well-known/jwks.json` }),
  );
  routes.get('/.well-known/jwks.json', (c) => c.json(jwks));
  routes.post('/dev/token', async (c) => {
    if (!isThisMachine(getConnInfo(c).remote.address, c.req.raw.headers)) {
      const detail = 'tokens are issued to this machine only; configure `auth.issuer`';
      return problemResponse(c, 403, 'not-local', detail);
    }
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
  return { issuer: url, audience: [AUDIENCE], keys: createLocalJWKSet(jwks), routes };
}

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

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Requires a loopback address, a loopback Host header, and no trace of a proxy. The Host header defeats DNS
 * rebinding: a page whose domain resolves to this machine still sends its own name. A proxy on this machine
 * may forward strangers without a trace, but it needs `--public-url`, and that requires `auth.issuer`.
 */
const isThisMachine = (address: string | undefined, headers: Headers): boolean =>
  LOOPBACK_ADDRESS.test(address ?? '') &&
  isLoopback(headers.get('host') ?? '') &&
  !['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some((name) =>
    headers.has(name),
  );
