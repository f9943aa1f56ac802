import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { bearerToken } from '@thumbing/api/bearer-token';
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { isLoopbackHost } from '../util/public-url.ts';
import { problemResponse } from './problem-response.ts';

export interface TokenAccessOptions {
  /** URL of the server. Without a secret it is one of this machine, with the port that the server listens on. */
  readonly url: string;
  /** Origins of web pages that may ask for tokens. */
  readonly origins: readonly string[];
  /** Secret that requests must have. Leave it out for a server that only this machine reaches. */
  readonly secret?: string | undefined;
}

type Middleware = MiddlewareHandler<{ Bindings: HttpBindings }>;

/** Lets pages of `origins`, and the server's own, read the answers. The preflight and the answer agree. */
export function tokenCors(options: TokenAccessOptions): MiddlewareHandler {
  const allowHeaders = ['content-type', ...(options.secret === undefined ? [] : ['authorization'])];
  const origin = (from: string) => (isPage(from, options) ? from : null);
  return cors({ origin, allowMethods: ['POST'], allowHeaders, maxAge: 600 });
}

/** Refuses requests that may not ask for tokens: those without the secret or, where none is set, from elsewhere. */
export const tokenAccess = (options: TokenAccessOptions): Middleware =>
  options.secret === undefined ? localOnly(options) : secretOnly(options.secret);

function secretOnly(secret: string): Middleware {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(secret);
  return async (c, next) => {
    const given = digest(bearerToken(c.req.header('authorization')) ?? '');
    if (timingSafeEqual(given, expected)) return next();
    c.header('www-authenticate', 'Bearer realm="thumbing tokens"');
    const detail =
      "send the secret that the server printed when it started, as 'Authorization: Bearer <secret>'";
    return problemResponse(c, 401, 'unauthorized', detail);
  };
}

const localOnly =
  (options: TokenAccessOptions): Middleware =>
  async (c, next) => {
    const sign = signOfElsewhere(options, c.env.incoming.httpVersion, c.req.raw.headers);
    if (sign === undefined) return next();
    const detail =
      `tokens are for programs on this machine and pages of \`origins\`, without a proxy, but this request has ${sign}; ` +
      'ask directly, start the server with --public-url to ask with a secret, or configure `auth.issuer`';
    return problemResponse(c, 403, 'not-local', detail);
  };

/**
 * Headers that browsers, curl and HTTP libraries send of their own accord. Any other shows that something in between
 * passed the request on: the names that proxies use are too many to list, and each product adds its own.
 */
const CLIENT_HEADER = new RegExp(
  `^(?:${[
    'host|user-agent|accept|accept-(?:charset|encoding|language)|authorization',
    'content-(?:length|type)|transfer-encoding|connection|keep-alive|te|expect|cache-control|pragma',
    'origin|referer|cookie|dnt|priority|save-data|upgrade-insecure-requests|sec-.+',
  ].join('|')})$`,
);

/** First sign that a request to a server on loopback comes from elsewhere, or from a page that may not ask. */
function signOfElsewhere(
  options: TokenAccessOptions,
  httpVersion: string,
  headers: Headers,
): string | undefined {
  // nginx speaks it to its upstreams by default, and leaves no other trace: its Host is the upstream's address.
  if (httpVersion !== '1.1') return `the version HTTP/${httpVersion}, as a proxy's`;
  const [host, origin] = [headers.get('host') ?? '', headers.get('origin')];
  // Defeats DNS rebinding: a page whose domain resolves to this machine still sends its own name.
  if (!isOwnHost(host, options)) return `the Host '${host}'`;
  if (origin !== null && !isPage(origin, options)) return `the Origin '${origin}'`;
  const site = headers.get('sec-fetch-site') ?? 'none';
  // Browsers tell the origin of every POST; without one, the page is a stranger.
  if (origin === null && !['none', 'same-origin'].includes(site)) return `Sec-Fetch-Site: ${site}`;
  const other = [...headers.keys()].find((name) => !CLIENT_HEADER.test(name));
  return other === undefined ? undefined : `the header '${other}'`;
}

/** True for a name of this machine with the server's port. */
const isOwnHost = (host: string, { url }: TokenAccessOptions): boolean =>
  isLoopbackHost(host) && URL.parse(`http://${host}`)?.port === new URL(url).port;

/** True for an origin of `origins`, or the server's own. */
function isPage(origin: string, options: TokenAccessOptions): boolean {
  if (options.origins.includes(origin)) return true;
  if (options.secret !== undefined) return origin === new URL(options.url).origin;
  return origin.startsWith('http://') && isOwnHost(origin.slice('http://'.length), options);
}
