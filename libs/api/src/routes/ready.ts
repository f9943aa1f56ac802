import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { cacheControl } from '../middleware/response-headers.ts';
import {
  KEPT,
  requireReady,
  type ReadinessChecks,
  type RequireReadyDeps,
} from '../middleware/require-ready.ts';
import { problemResponses } from '../problems/problem-responses.ts';

/** Dependencies of `GET /ready`. */
export interface ReadyDeps extends RequireReadyDeps {
  /** Checks of what requests need, by its name. */
  readonly readiness: ReadinessChecks;
}

const route = createRoute({
  method: 'get',
  path: '/ready',
  operationId: 'ready',
  tags: ['service'],
  summary: 'Check that the service can do its work',
  description:
    'Readiness: send no requests to a service that is not ready. `errors` lists what is wrong. ' +
    `A result is at most ${KEPT / 1_000} seconds old.`,
  security: [],
  middleware: cacheControl('no-store'),
  responses: {
    200: {
      description: 'The service is ready.',
      content: { 'application/json': { schema: z.object({ status: z.literal('ready') }) } },
    },
    ...problemResponses('not-ready'),
  },
});

export function addReady(api: Api, deps: ReadyDeps): void {
  api.use(route.path, requireReady(deps.readiness, deps));
  api.openapi(route, (c) => c.json({ status: 'ready' } as const, 200));
}
