import type { Context } from 'hono';
import { PROBLEMS, TITLES, type ProblemCode } from './catalog.ts';
// Only its type: functions that validate nothing do not load the schema library.
import type { Problem } from './problem-schema.ts';

/** A response with problem details. */
export function problemResponse(
  c: Context,
  code: ProblemCode,
  detail: string,
  more: Pick<Problem, 'errors' | 'reason'> = {},
): Response {
  const body = problemOf(code, detail, more);
  const { status } = PROBLEMS[code];
  c.set('problem', code);
  // A route may have made its response cacheable before it failed; a server error must not outlive its cause.
  if (status >= 500) c.header('cache-control', 'no-store');
  return c.json(body, status, { 'content-type': 'application/problem+json' });
}

/** Problem details as RFC 9457 has them. */
export function problemOf(
  code: ProblemCode,
  detail: string,
  more: Pick<Problem, 'errors' | 'reason'> = {},
): Problem {
  const { status } = PROBLEMS[code];
  const type = `urn:thumbing:problem:${code}`;
  return { type, title: TITLES[status], status, detail, code, ...more };
}
