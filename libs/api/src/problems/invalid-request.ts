import type { Hook } from '@hono/zod-openapi';
import type * as z from 'zod';
import type { ApiEnv } from '../api-env.ts';
import { problem } from './problems.ts';

/** Answers a request that its route's schemas do not accept; with every mistake at once. */
export const invalidRequest: Hook<unknown, ApiEnv, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined;
  // Where a path's parameters cannot be right, there is nothing at the path.
  if (result.target === 'param') {
    return problem(c, 'not-found', `there is nothing at ${c.req.path}`);
  }
  const errors = result.error.issues.flatMap(mistakesOf);
  const detail = errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ');
  return problem(c, 'invalid-request', detail, errors);
};

/** One mistake; or, for unknown fields, one for each. */
function mistakesOf(issue: z.core.$ZodIssue): { field: string; detail: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({ field, detail: 'is not known here, leave it out' }));
  }
  return [{ field: issue.path.join('.') || 'body', detail: issue.message }];
}
