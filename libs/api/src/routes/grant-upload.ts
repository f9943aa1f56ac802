import { createRoute } from '@hono/zod-openapi';
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
import { problemResponses } from '../problems/problem-responses.ts';
import { rateLimitHeaders } from '../rate-limit-headers.ts';

const BYTES = 'give the size of the upload, 1 byte or more';
const SHA256 = 'write 64 hexadecimal digits';
const FILENAME = 'write at most 255 characters, without control characters';
/** Excludes lone surrogates too: UTF-8 cannot store them. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]*$/u;

const request = z
  .strictObject(
    {
      profile: z.string('give the name of a profile').openapi({ example: 'avatar' }),
      contentType: z
        .string('give the content type of the upload, such as image/jpeg')
        .openapi({ example: 'image/jpeg' }),
      bytes: z.int(BYTES).min(1, BYTES).openapi({ example: 2_345_678 }),
      sha256: z
        .string(SHA256)
        .regex(/^[0-9A-Fa-f]{64}$/, SHA256)
        .toLowerCase()
        .optional()
        .openapi({
          description:
            'SHA-256 of the original, in hexadecimal; uploads with another checksum are refused.',
        }),
      filename: z
        .string(FILENAME)
        .max(255, FILENAME)
        .regex(PRINTABLE, FILENAME)
        .optional()
        .openapi({
          pattern: PRINTABLE.source,
          description: 'Name of the file, for display only.',
          example: 'me.jpg',
        }),
    },
    'send an object such as { "profile": "avatar", "contentType": "image/jpeg", "bytes": 12345 }',
  )
  .openapi('UploadRequest');

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

const route = createRoute({
  method: 'post',
  path: '/v1/images',
  operationId: 'grantUpload',
  tags: ['images'],
  summary: 'Request permission to upload an original',
  description:
    'Send the original with exactly the returned method, URL and headers, once, before the grant expires.',
  security: BEARER_TOKEN,
  request: { body: { required: true, content: { 'application/json': { schema: request } } } },
  responses: {
    201: {
      description: 'The upload is granted, and the image is `pending`.',
      headers: {
        Location: { description: 'The same as `self`.', schema: { type: 'string' } },
        ...RATE_LIMIT,
      },
      content: { 'application/json': { schema: grantedUpload } },
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
  },
});

/** Dependencies of `POST /v1/images`. */
export interface GrantRouteDeps extends GrantUploadDeps, RequireReadyDeps {
  readonly clock: GrantUploadDeps['clock'] & RequireReadyDeps['clock'];
  /** Checks that must pass for an upload to be granted, by name: cheap ones, since grants are frequent. @default none */
  readonly grantReadiness?: ReadinessChecks | undefined;
}

export function addGrantUpload(api: Api, deps: GrantRouteDeps): void {
  api.on('POST', route.path, requireReady(deps.grantReadiness ?? {}, deps));
  const grant = grantUpload(deps);
  api.openapi(route, async (c) => {
    const { limits, ...granted } = await grant(c.var.owner, c.req.valid('json'));
    const self = `${bindingsOf(c).prefix ?? ''}/v1/images/${granted.id}`;
    return c.json({ ...granted, self }, 201, { location: self, ...rateLimitHeaders(limits) });
  });
}
