import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';

/**
 * Sets headers on every response: problems, preflights and responses that a handler writes to the socket itself. Inner
 * middleware may replace them.
 */
export const responseHeaders = (headers: Readonly<Record<string, string>>): MiddlewareHandler =>
  createMiddleware(async (c, next) => {
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    await next();
  });

/** `Cache-Control` of public documents that change with a deployment only. */
export const SELDOM_CHANGES = 'public, max-age=300';

/** Sets `Cache-Control` on every response, problems included. */
export const cacheControl = (value: string): MiddlewareHandler =>
  createMiddleware(async (c, next) => {
    c.header('cache-control', value);
    await next();
  });
