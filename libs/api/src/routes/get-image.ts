import { createRoute } from '@hono/zod-openapi';
import { LONGEST_WAIT } from '@thumbing/config';
import { getImage, type GetImageDeps } from '@thumbing/pipeline';
import type { SignImage } from '@thumbing/pipeline/delivery';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { BEARER_TOKEN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problem-responses.ts';
import { RETRY_AFTER } from '../openapi/headers.ts';
import { linksToImage } from '../openapi/links.ts';
import { imageParams, imageSchema, wholeNumber } from '../openapi/schemas.ts';

const query = z.strictObject({
  wait: wholeNumber(0, LONGEST_WAIT)
    .optional()
    .openapi({ description: 'Seconds to wait for a change of status.', example: 20 }),
});

const route = createRoute({
  method: 'get',
  path: '/v1/images/{id}',
  operationId: 'getImage',
  tags: ['images'],
  summary: 'Get an image, or wait until its status changes',
  description: `With \`wait\`, the response is sent when the status changes, or after that many seconds, ${LONGEST_WAIT} at most. It is sent at once, with \`Retry-After\`, if too many requests wait already.`,
  security: BEARER_TOKEN,
  request: { params: imageParams, query },
  responses: {
    200: {
      description: 'The current state of the image.',
      headers: RETRY_AFTER,
      content: { 'application/json': { schema: imageSchema } },
      links: linksToImage('/id'),
    },
    ...problemResponses('invalid-request', 'unauthorized', 'not-found', 'internal', 'unavailable'),
  },
});

/** Dependencies of `GET /v1/images/{id}`. */
export interface GetRouteDeps extends GetImageDeps {
  /** Signs the addresses of a private image. @default there is none */
  readonly signImage?: SignImage | undefined;
}

export function addGetImage(api: Api, deps: GetRouteDeps): void {
  const { signImage = asItIs } = deps;
  const get = getImage(deps);
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { wait = 0 } = c.req.valid('query');
    const options = { waitSeconds: wait, signal: c.req.raw.signal };
    const { image, retryAfterSeconds } = await get(c.var.owner, id, options);
    if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds));
    return c.json(await signImage(image), 200);
  });
}

/** Answers with an image that needs no signatures. */
export const asItIs: SignImage = async (image) => image;
