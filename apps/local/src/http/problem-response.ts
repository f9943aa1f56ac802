import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Phrases of RFC 9110 that Node has under an older name. */
const PHRASES: Readonly<Record<number, string>> = { 413: 'Content Too Large' };

/** Problem details (RFC 9457) for routes that the API package does not have, titled by the status phrase. */
export function problemResponse(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
): Response {
  c.set('problem', code);
  // A route may have made its response cacheable before it failed.
  c.header('cache-control', 'no-store');
  const title = PHRASES[status] ?? STATUS_CODES[status] ?? '';
  return c.json({ type: `urn:thumbing:problem:${code}`, title, status, detail, code }, status, {
    'content-type': 'application/problem+json',
  });
}
