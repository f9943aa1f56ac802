import { createRoute } from '@hono/zod-openapi';
import { deleteImage, type DeleteImageDeps } from '@thumbing/pipeline';
import type { Api } from '../api-env.ts';
import { BEARER_TOKEN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problem-responses.ts';
import { imageParams } from '../openapi/schemas.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/images/{id}',
  operationId: 'deleteImage',
  tags: ['images'],
  summary: 'Delete an image, its original and its renditions',
  description: 'No request finds the image from then on. Its files are removed within moments.',
  security: BEARER_TOKEN,
  request: { params: imageParams },
  responses: {
    204: { description: 'The image is deleted.' },
    ...problemResponses('unauthorized', 'not-found', 'internal', 'unavailable'),
  },
});

export function addDeleteImage(api: Api, deps: DeleteImageDeps): void {
  const remove = deleteImage(deps);
  api.openapi(route, async (c) => {
    await remove(c.var.owner, c.req.valid('param').id);
    return c.body(null, 204);
  });
}
