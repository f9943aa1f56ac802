import { createRoute } from '@hono/zod-openapi';
import { grantUpload, type GrantUploadDeps } from '@thumbing/pipeline';
import * as z from 'zod';
import { prefixOf, type Api } from '../api-env.ts';
import { SIGNED_IN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problems.ts';

const BYTES = "say the upload's size, 1 or more bytes";
const SHA256 = 'write 64 hexadecimal digits';
const FILENAME = 'write at most 255 characters, none of them a control character';
/** Nor halves of a character, which no store could give back. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]*$/u;

const request = z
  .strictObject(
    {
      profile: z.string('name a profile').openapi({ example: 'avatar' }),
      contentType: z
        .string('say what the upload is, such as image/jpeg')
        .openapi({ example: 'image/jpeg' }),
      bytes: z.int(BYTES).min(1, BYTES).openapi({ example: 2_345_678 }),
      sha256: z
        .string(SHA256)
        .regex(/^[0-9A-Fa-f]{64}$/, SHA256)
        .toLowerCase()
        .optional()
        .openapi({ description: 'Of the original; an upload of anything else is refused.' }),
      filename: z
        .string(FILENAME)
        .max(255, FILENAME)
        .regex(PRINTABLE, FILENAME)
        .optional()
        .openapi({
          pattern: PRINTABLE.source,
          description: 'For people to read.',
          example: 'me.jpg',
        }),
    },
    'send an object, as { "profile": "avatar", "contentType": "image/jpeg", "bytes": 12345 }',
  )
  .openapi('UploadRequest');

const answer = z
  .object({
    id: z.uuidv7(),
    upload: z.object({
      method: z.literal('PUT'),
      url: z.url(),
      headers: z.record(z.string(), z.string()).readonly(),
    }),
    expiresAt: z.iso.datetime(),
    self: z.string().openapi({ description: 'Where the image is: a path on this host.' }),
  })
  .openapi('GrantedUpload');

const route = createRoute({
  method: 'post',
  path: '/v1/images',
  operationId: 'grantUpload',
  tags: ['images'],
  summary: 'Ask to upload an original',
  description:
    'Answers how: send the original with exactly this method, URL and these headers, once, before it expires.',
  security: SIGNED_IN,
  request: { body: { required: true, content: { 'application/json': { schema: request } } } },
  responses: {
    201: {
      description: 'Granted; the image is `pending`.',
      headers: { Location: { description: 'The same as `self`.', schema: { type: 'string' } } },
      content: { 'application/json': { schema: answer } },
    },
    ...problemResponses(
      'invalid-request',
      'unknown-profile',
      'unauthorized',
      'too-large',
      'body-too-large',
      'unsupported-type',
      'internal',
      'unavailable',
      'out-of-space',
    ),
  },
});

export function addGrantUpload(api: Api, deps: GrantUploadDeps): void {
  const grant = grantUpload(deps);
  api.openapi(route, async (c) => {
    const { id, upload, expiresAt } = await grant(c.var.owner, c.req.valid('json'));
    const self = `${prefixOf(c.env)}/v1/images/${id}`;
    return c.json({ id, upload, expiresAt, self }, 201, { location: self });
  });
}
