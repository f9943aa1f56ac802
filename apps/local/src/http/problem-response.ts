import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Answers with a problem (RFC 9457) of the one-machine edition's own routes. */
export function refuse(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
): Response {
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
  return c.json({ type: `urn:thumbing:problem:${code}`, title, status, detail, code }, status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
}
