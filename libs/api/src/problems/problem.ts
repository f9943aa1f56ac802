// Extends zod schemas with `.openapi`.
import '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { PROBLEMS, TITLES, type ProblemCode } from './catalog.ts';

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS)),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem', {
    description: 'RFC 9457. `code` is for programs; `detail` and `errors` are for people.',
  });
type Problem = z.output<typeof problemSchema>;

/** A response with problem details. */
export function problemResponse(
  c: Context,
  code: ProblemCode,
  detail: string,
  errors?: Problem['errors'],
): Response {
  const body = problemOf(code, detail, errors);
  const { status } = PROBLEMS[code];
  c.set('problem', code);
  // A route may have made its response cacheable before it failed; a server error must not outlive its cause.
  if (status >= 500) c.header('cache-control', 'no-store');
  return c.json(body, status, { 'content-type': 'application/problem+json' });
}

/** Problem details as RFC 9457 has them. */
export function problemOf(code: ProblemCode, detail: string, errors?: Problem['errors']): Problem {
  const { status } = PROBLEMS[code];
  const type = `urn:thumbing:problem:${code}`;
  return { type, title: TITLES[status], status, detail, code, ...(errors && { errors }) };
}
