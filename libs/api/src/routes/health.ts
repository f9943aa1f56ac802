import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { cacheControl } from '../middleware/response-headers.ts';

const route = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'health',
  tags: ['service'],
  summary: 'Check that the service is alive',
  description:
    'Liveness: restart a service that does not answer. It depends on nothing else, since a restart would fix nothing else.',
  security: [],
  middleware: cacheControl('no-store'),
  responses: {
    200: {
      description: 'The service is alive.',
      content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } },
    },
  },
});

export function addHealth(api: Api): void {
  api.openapi(route, (c) => c.json({ status: 'ok' } as const, 200));
}
