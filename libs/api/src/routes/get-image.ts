import { createRoute } from '@hono/zod-openapi';
import { getImage, type GetImageDeps } from '@thumbing/pipeline';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { SIGNED_IN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problems.ts';
import { imageParams, imageSchema, wholeNumber } from '../openapi/schemas.ts';

/** Seconds: below the 30 after which API Gateway, and many a proxy, gives up on an answer. */
const MAX_WAIT = 25;

const query = z.strictObject({
  wait: wholeNumber(0, MAX_WAIT)
    .optional()
    .openapi({ description: 'Seconds to wait for the status to change.', example: 20 }),
});

const route = createRoute({
  method: 'get',
  path: '/v1/images/{id}',
  operationId: 'getImage',
  tags: ['images'],
  summary: 'Look at an image, or wait for it',
  description:
    'With `wait` the answer comes when the status changes, and at the latest after that many seconds.',
  security: SIGNED_IN,
  request: { params: imageParams, query },
  responses: {
    200: {
      description: 'The image as it is now.',
      content: { 'application/json': { schema: imageSchema } },
    },
    ...problemResponses('invalid-request', 'unauthorized', 'not-found', 'internal', 'unavailable'),
  },
});

export function addGetImage(api: Api, deps: GetImageDeps): void {
  const get = getImage(deps);
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { wait = 0 } = c.req.valid('query');
    const image = await get(c.var.owner, id, { waitSeconds: wait, signal: c.req.raw.signal });
    return c.json(image, 200);
  });
}
