import { createRoute } from '@hono/zod-openapi';
import { CONTENT_TYPES, OUTPUT_FORMATS, type Config } from '@thumbing/config';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { SIGNED_IN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problems.ts';

/** Its schema is as large as all the others together, and every start of the API would pay for it. */
const recipe = z.custom<Config['profiles'][string]['variants'][string]>().openapi('Recipe', {
  type: 'object',
  description:
    'What is asked of an image, every default filled in: see the recipe reference of @thumbing/image-processor.',
  example: { resize: { width: 512, fit: 'inside' }, background: '#ffffff', quality: 80 },
});

const profile = z
  .object({
    contentTypes: z
      .array(z.string())
      .openapi({ description: 'What an original may be.', example: ['image/jpeg', 'image/png'] }),
    maxBytes: z.int().openapi({ description: 'The largest original.', example: 10_000_000 }),
    variants: z.record(z.string(), recipe).openapi({ description: 'What is made of it, by name.' }),
    formats: z.array(z.enum(OUTPUT_FORMATS)).openapi({
      description: 'Every variant is made in each.',
      example: ['avif', 'webp', 'jpeg'],
    }),
  })
  .openapi('Profile');

const route = createRoute({
  method: 'get',
  path: '/v1/profiles',
  operationId: 'listProfiles',
  tags: ['service'],
  summary: 'What may be uploaded, and what is made of it',
  // Nothing under `/v1` is public, so that no new route is by accident; whoever asks this is about to
  // upload and has a token anyway.
  security: SIGNED_IN,
  responses: {
    200: {
      description: 'Every profile, by name.',
      content: {
        'application/json': {
          schema: z.object({ profiles: z.record(z.string(), profile) }).openapi('Profiles'),
        },
      },
    },
    ...problemResponses('unauthorized', 'internal', 'unavailable'),
  },
});

export function addListProfiles(api: Api, { config }: { config: Pick<Config, 'profiles'> }): void {
  const profiles = Object.fromEntries(
    Object.entries(config.profiles).map(([name, { accept, maxBytes, variants, formats }]) => [
      name,
      { contentTypes: accept.map((format) => CONTENT_TYPES[format]), maxBytes, variants, formats },
    ]),
  );
  api.openapi(route, (c) => c.json({ profiles }, 200));
}
