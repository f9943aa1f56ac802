import type { TokenIdentityOptions } from '@thumbing/adapters';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Clock } from '@thumbing/pipeline';
import { Hono } from 'hono';
import { createLocalJWKSet, importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { PrivateKey } from '../storage/secret-store.ts';
import { isLoopback } from '../util/public-url.ts';
import { refuse } from './problem-response.ts';

export interface Issuer extends TokenIdentityOptions {
  /** Of the built-in one: tokens for whoever asks on this machine, and the documents of an OIDC issuer. */
  readonly routes?: Hono;
}

const TOKEN_LIFETIME_SECONDS = 3_600;
const tokenRequest = z.strictObject({ sub: z.string().min(1).max(255) });

/**
 * An issuer of real tokens for trying things out. It believes whoever asks, so it answers this machine
 * only; where the server is called anything but this machine, only an `auth.issuer` will do.
 */
export function builtInIssuer(url: string, key: PrivateKey, clock: Pick<Clock, 'now'>): Issuer {
  const audience = 'thumbing';
  const { kty, n, e, kid } = key;
  const jwks = { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] };

  const routes = new Hono();
  routes.get('/.well-known/openid-configuration', (c) =>
    c.json({ issuer: url, jwks_uri: `${url}/.well-known/jwks.json` }),
  );
  routes.get('/.well-known/jwks.json', (c) => c.json(jwks));
  routes.post('/dev/token', async (c) => {
    if (!isThisMachine(getConnInfo(c).remote.address, c.req.raw.headers)) {
      return refuse(
        c,
        403,
        'not-local',
        'tokens are given to this machine only; configure `auth.issuer`',
      );
    }
    const request = tokenRequest.safeParse(await c.req.json().catch(() => undefined));
    if (!request.success) {
      return refuse(
        c,
        400,
        'invalid-request',
        'send JSON such as {"sub": "ada"}: who the token is for',
      );
    }
    const now = Math.floor(clock.now().getTime() / 1_000);
    const token = await new SignJWT({ sub: request.data.sub })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(url)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + TOKEN_LIFETIME_SECONDS)
      .sign(await importJWK(key, 'RS256'));
    c.header('cache-control', 'no-store');
    return c.json({
      access_token: token,
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_SECONDS,
    });
  });
  return { issuer: url, audience: [audience], keys: createLocalJWKSet(jwks), routes };
}

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;

/**
 * A page that points its own name at this machine cannot help sending that name. A reverse proxy on this
 * machine passes strangers on, and only some say so: whoever runs one says `--public-url`, and then
 * `auth.issuer` is asked for at the start.
 */
const isThisMachine = (address: string | undefined, headers: Headers): boolean =>
  LOOPBACK_ADDRESS.test(address ?? '') &&
  isLoopback(headers.get('host') ?? '') &&
  !['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some((name) =>
    headers.has(name),
  );
