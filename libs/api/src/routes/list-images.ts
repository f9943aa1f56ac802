import { createRoute } from '@hono/zod-openapi';
import { listImages, type ListImagesDeps } from '@thumbing/pipeline';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { BEARER_TOKEN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problem-responses.ts';
import { LINK_TO_NEXT_PAGE, linksToImage } from '../openapi/links.ts';
import { asItIs, type GetRouteDeps } from './get-image.ts';
import { imageSchema, imageStatus, wholeNumber } from '../openapi/schemas.ts';

/** Images on a page. */
const PAGE = { default: 20, most: 100 };

const ONCE = 'give it only once';

const query = z.strictObject({
  profile: z.string(ONCE).optional().openapi({ example: 'avatar' }),
  status: imageStatus.optional(),
  cursor: z.string(ONCE).optional().openapi({ description: 'The `cursor` of the previous page.' }),
  limit: wholeNumber(1, PAGE.most)
    .optional()
    .openapi({ default: PAGE.default, description: 'Maximum number of images on a page.' }),
});

const page = z
  .object({
    images: z.array(imageSchema).readonly(),
    cursor: z
      .string()
      .optional()
      .openapi({ description: 'Start of the next page; absent on the last page.' }),
  })
  .openapi('ImagePage');

const route = createRoute({
  method: 'get',
  path: '/v1/images',
  operationId: 'listImages',
  tags: ['images'],
  summary: 'List your images, newest first',
  description: `In pages of \`limit\` images: 1 to ${PAGE.most}, ${PAGE.default} by default.`,
  security: BEARER_TOKEN,
  request: { query },
  responses: {
    200: {
      description: 'One page of images.',
      content: { 'application/json': { schema: page } },
      links: { ...linksToImage('/images/0/id'), ...LINK_TO_NEXT_PAGE },
    },
    ...problemResponses('invalid-request', 'bad-cursor', 'unauthorized', 'internal', 'unavailable'),
  },
});

export function addListImages(
  api: Api,
  { signImage = asItIs, ...deps }: ListImagesDeps & Pick<GetRouteDeps, 'signImage'>,
): void {
  const list = listImages(deps);
  api.openapi(route, async (c) => {
    const { limit = PAGE.default, ...filter } = c.req.valid('query');
    const { images, ...page } = await list(c.var.owner, { ...filter, limit });
    return c.json({ images: await Promise.all(images.map(signImage)), ...page }, 200);
  });
}
