// Extends zod schemas with `.openapi`.
import '@hono/zod-openapi';
import * as z from 'zod';
import { PROBLEMS } from './catalog.ts';

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS)),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
    reason: z.string().optional(),
  })
  .openapi('Problem', {
    description:
      'RFC 9457. `code` is for programs; `detail` and `errors` are for people. `reason` is the code of the error of an image.',
  });

/** Problem details. */
export type Problem = z.output<typeof problemSchema>;
