import { createMiddleware } from 'hono/factory';

/** Keeps browsers from sniffing another content type, loading anything for a response, or framing it. */
export const securityHeaders = createMiddleware(async (c, next) => {
  await next();
  c.header('x-content-type-options', 'nosniff');
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  c.header('referrer-policy', 'no-referrer');
});

/** Sets `Cache-Control` on every response, problems included. */
export const cacheControl = (value: string) =>
  createMiddleware(async (c, next) => {
    c.header('cache-control', value);
    await next();
  });
