import type { Hook } from '@hono/zod-openapi';
import type * as z from 'zod';
import type { ApiEnv } from '../api-env.ts';
import { problemResponse } from './problem.ts';

/** Responds to a request that fails validation, with every mistake at once. */
export const invalidRequest: Hook<unknown, ApiEnv, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined;
  // Invalid path parameters identify no resource.
  if (result.target === 'param') {
    return problemResponse(c, 'not-found', `there is nothing at ${c.req.path}`);
  }
  const errors = result.error.issues.flatMap(mistakesOf);
  const detail = errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ');
  return problemResponse(c, 'invalid-request', detail, { errors });
};

/** One mistake per issue, or one per key for unknown keys. */
function mistakesOf(issue: z.core.$ZodIssue): { field: string; detail: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({ field, detail: 'unknown field; remove it' }));
  }
  return [{ field: issue.path.join('.') || 'body', detail: issue.message }];
}
