import { createRoute } from '@hono/zod-openapi';
import type { Config } from '@thumbing/config';
import { grantUpload, type GrantUploadDeps } from '@thumbing/pipeline';
import * as z from 'zod';
import { bindingsOf, type Api } from '../api-env.ts';
import {
  requireReady,
  type ReadinessChecks,
  type RequireReadyDeps,
} from '../middleware/require-ready.ts';
import { BEARER_TOKEN } from '../openapi/document.ts';
import { RATE_LIMIT } from '../openapi/headers.ts';
import { linksToImage } from '../openapi/links.ts';
import { problemResponses } from '../problems/problem-responses.ts';
import { rateLimitHeaders } from '../rate-limit-headers.ts';
import { uploadRequest } from './upload-request.ts';

const grantedUpload = z
  .object({
    id: z.uuidv7(),
    upload: z.object({
      method: z.literal('PUT'),
      url: z.url(),
      headers: z.record(z.string(), z.string()).readonly(),
    }),
    expiresAt: z.iso.datetime(),
    self: z.string().openapi({ description: 'Path of the image on this host.' }),
  })
  .openapi('GrantedUpload');

const PATH = '/v1/images';

const responses = {
  201: {
    description: 'The upload is granted, and the image is `pending`.',
    headers: {
      Location: { description: 'The same as `self`.', schema: { type: 'string' } },
      ...RATE_LIMIT,
    },
    content: { 'application/json': { schema: grantedUpload } },
    links: linksToImage('/id'),
  },
  ...problemResponses(
    'invalid-request',
    'unknown-profile',
    'unauthorized',
    'too-large',
    'body-too-large',
    'unsupported-type',
    'quota-exceeded',
    'internal',
    'unavailable',
    'not-ready',
    'out-of-space',
  ),
} as const;

const routeFor = (profiles: Config['profiles']) =>
  createRoute({
    method: 'post',
    path: PATH,
    operationId: 'grantUpload',
    tags: ['images'],
    summary: 'Request permission to upload an original',
    description:
      'Send the original with exactly the returned method, URL and headers, once, before the grant expires.',
    security: BEARER_TOKEN,
    request: {
      body: {
        required: true,
        content: { 'application/json': { schema: uploadRequest(profiles) } },
      },
    },
    responses,
  });

/** Dependencies of `POST /v1/images`. */
export interface GrantRouteDeps extends GrantUploadDeps, RequireReadyDeps {
  readonly clock: GrantUploadDeps['clock'] & RequireReadyDeps['clock'];
  /** Checks that must pass for an upload to be granted, by name: cheap ones, since grants are frequent. @default none */
  readonly grantReadiness?: ReadinessChecks | undefined;
}

export function addGrantUpload(api: Api, deps: GrantRouteDeps): void {
  api.on('POST', PATH, requireReady(deps.grantReadiness ?? {}, deps));
  const grant = grantUpload(deps);
  api.openapi(routeFor(deps.config.profiles), async (c) => {
    const { limits, ...granted } = await grant(c.var.owner, c.req.valid('json'));
    const self = `${bindingsOf(c).prefix ?? ''}/v1/images/${granted.id}`;
    return c.json({ ...granted, self }, 201, { location: self, ...rateLimitHeaders(limits) });
  });
}
