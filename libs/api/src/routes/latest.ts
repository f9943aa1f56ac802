import { createRoute } from '@hono/zod-openapi';
import { OUTPUT_FORMATS } from '@thumbing/config';
import { latestRendition, type LatestRenditionDeps } from '@thumbing/pipeline';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { cacheControl } from '../middleware/response-headers.ts';
import { problemResponses } from '../problems/problems.ts';

/** `large.webp`, taken apart. */
const file = z
  .string()
  .regex(/^[^.]+\.[^.]+$/)
  .transform((text) => {
    const [variant, format] = text.split('.');
    return { variant, format };
  })
  .pipe(z.object({ variant: z.string(), format: z.enum(OUTPUT_FORMATS) }))
  .openapi({
    type: 'string',
    pattern: `^[^.]+\\.(${OUTPUT_FORMATS.join('|')})$`,
    description: '`{variant}.{format}`',
    example: 'large.webp',
  });

const route = createRoute({
  method: 'get',
  path: '/latest/{profile}/{owner}/{file}',
  operationId: 'latestRendition',
  tags: ['delivery'],
  summary: "An owner's newest rendition, for everyone",
  description: 'A redirect with a short life to a URL whose content never changes.',
  // Renditions are public: `<img>` elements send no token.
  security: [],
  // Where there is none yet, the first one must show as soon as it is there.
  middleware: cacheControl('no-cache'),
  request: {
    params: z.object({
      profile: z.string().openapi({ example: 'avatar' }),
      owner: z.string().openapi({ description: 'Percent-encoded.', example: 'ada' }),
      file,
    }),
  },
  responses: {
    302: {
      description: 'Where it is now.',
      headers: {
        Location: { description: 'Immutable.', schema: { type: 'string', format: 'uri' } },
      },
    },
    ...problemResponses('not-found', 'internal'),
  },
});

export function addLatest(api: Api, deps: LatestRenditionDeps): void {
  const latest = latestRendition(deps);
  api.openapi(route, async (c) => {
    const { profile, owner, file } = c.req.valid('param');
    const url = await latest({ profile, owner, ...file });
    c.header('cache-control', 'public, max-age=60');
    return c.redirect(url, 302);
  });
}
