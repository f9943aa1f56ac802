import { createMiddleware } from 'hono/factory';

/** No answer is a page: it is what its content type says, loads nothing, and stands in no frame. */
export const plainData = createMiddleware(async (c, next) => {
  await next();
  c.header('x-content-type-options', 'nosniff');
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  c.header('referrer-policy', 'no-referrer');
});

/** Who may keep answers and for how long; problems included. */
export const cacheControl = (value: string) =>
  createMiddleware(async (c, next) => {
    c.header('cache-control', value);
    await next();
  });
