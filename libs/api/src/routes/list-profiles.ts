import { createRoute } from '@hono/zod-openapi';
import { FORMATS, OUTPUT_FORMATS, type Config } from '@thumbing/config';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { BEARER_TOKEN } from '../openapi/document.ts';
import { problemResponses } from '../problems/problem-responses.ts';

/** A recipe without its schema, which is as large as all others together and would lengthen every cold start. */
const recipe = z.custom<Config['profiles'][string]['variants'][string]>().openapi('Recipe', {
  type: 'object',
  description:
    'A recipe with every default filled in: see the recipe reference of @thumbing/image-processor.',
  example: { resize: { width: 512, fit: 'inside' }, background: '#ffffff', quality: 80 },
});

const profile = z
  .object({
    contentTypes: z.array(z.string()).openapi({
      description: 'Content types that an original may have.',
      example: ['image/jpeg', 'image/png'],
    }),
    maxBytes: z
      .int()
      .openapi({ description: 'Maximum size of an original, in bytes.', example: 10_000_000 }),
    variants: z
      .record(z.string(), recipe)
      .openapi({ description: 'Recipes of the variants, by name.' }),
    formats: z.array(z.enum(OUTPUT_FORMATS)).openapi({
      description: 'Formats of every variant whose recipe lists none.',
      example: ['avif', 'webp', 'jpeg'],
    }),
  })
  .openapi('Profile');

const route = createRoute({
  method: 'get',
  path: '/v1/profiles',
  operationId: 'listProfiles',
  tags: ['service'],
  summary: 'List the profiles: accepted uploads and their variants',
  // Everything under `/v1` needs a token, so that no new route is public by accident. Clients ask for profiles before
  // they upload, and uploading needs a token anyway.
  security: BEARER_TOKEN,
  responses: {
    200: {
      description: 'All profiles, by name.',
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
      {
        contentTypes: accept.map((format) => FORMATS[format].contentType),
        maxBytes,
        variants,
        formats,
      },
    ]),
  );
  api.openapi(route, (c) => c.json({ profiles }, 200));
}
