import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { cacheControl } from '../middleware/response-headers.ts';
import { problemResponses } from '../problems/problem-responses.ts';
import { problemResponse } from '../problems/problem.ts';

export interface HealthDeps {
  /** Throws if a dependency of every request, such as the database, does not respond. */
  readonly health: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const route = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'health',
  tags: ['service'],
  summary: 'Check that the service works',
  security: [],
  responses: {
    200: {
      description: 'The service works.',
      content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } },
    },
    ...problemResponses('unavailable'),
  },
});

export function addHealth(api: Api, { health, onError }: HealthDeps): void {
  api.use(route.path, cacheControl('no-store'), async (c, next) => {
    try {
      await health();
    } catch (error) {
      onError(error);
      return problemResponse(
        c,
        'unavailable',
        'a dependency of this service does not respond; try again later',
      );
    }
    return next();
  });
  api.openapi(route, (c) => c.json({ status: 'ok' } as const, 200));
}
