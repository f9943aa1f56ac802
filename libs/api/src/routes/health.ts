import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { cacheControl } from '../middleware/response-headers.ts';
import { problem, problemResponses } from '../problems/problems.ts';

export interface HealthDeps {
  /** Throws when something that every request needs, such as the database, does not answer. */
  readonly health: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const route = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'health',
  tags: ['service'],
  summary: 'Whether the service works',
  security: [],
  responses: {
    200: {
      description: 'It does.',
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
      return problem(c, 'unavailable', 'something that the service needs does not answer');
    }
    return next();
  });
  api.openapi(route, (c) => c.json({ status: 'ok' } as const, 200));
}
