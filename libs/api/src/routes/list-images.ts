import { createRoute } from '@hono/zod-openapi';
import { IMAGE_STATUSES } from '@thumbing/config';
import { listImages, type ListImagesDeps } from '@thumbing/pipeline';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { SIGNED_IN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problems.ts';
import { imageSchema, wholeNumber } from '../openapi/schemas.ts';

const ONCE = 'write it once';

const query = z.strictObject({
  profile: z.string(ONCE).optional().openapi({ example: 'avatar' }),
  status: z.enum(IMAGE_STATUSES, `choose one of: ${IMAGE_STATUSES.join(', ')}`).optional(),
  cursor: z.string(ONCE).optional().openapi({ description: 'From the page before.' }),
  limit: wholeNumber(1, 100)
    .optional()
    .openapi({ default: 20, description: 'The most images on a page.' }),
});

const page = z
  .object({
    images: z.array(imageSchema).readonly(),
    cursor: z
      .string()
      .optional()
      .openapi({ description: 'Where the next page begins; absent on the last one.' }),
  })
  .openapi('ImagePage');

const route = createRoute({
  method: 'get',
  path: '/v1/images',
  operationId: 'listImages',
  tags: ['images'],
  summary: 'List your images, newest first',
  security: SIGNED_IN,
  request: { query },
  responses: {
    200: { description: 'One page.', content: { 'application/json': { schema: page } } },
    ...problemResponses('invalid-request', 'bad-cursor', 'unauthorized', 'internal', 'unavailable'),
  },
});

export function addListImages(api: Api, deps: ListImagesDeps): void {
  const list = listImages(deps);
  api.openapi(route, async (c) => {
    const { limit = 20, ...which } = c.req.valid('query');
    return c.json(await list(c.var.owner, { ...which, limit }), 200);
  });
}
