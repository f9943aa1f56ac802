import { createRoute } from '@hono/zod-openapi';
import { extensionsOf, OUTPUT_FORMATS, outputFormat } from '@thumbing/config';
import { latestRendition, type LatestRenditionDeps } from '@thumbing/pipeline';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { cacheControl } from '../middleware/response-headers.ts';
import { problemResponses } from '../problems/problem-responses.ts';

interface FileParts {
  readonly variant: string | undefined;
  readonly width?: number | undefined;
  readonly format: string | undefined;
}

/** A file name such as `large.webp` or `large,width=640.webp`, parsed into variant, width and format. */
const file = z
  .string()
  .transform((text): FileParts => {
    const [, variant, width, format] =
      /^([^.,]+)(?:,width=([1-9]\d{0,8}))?\.([^.]+)$/.exec(text) ?? [];
    return { variant, width: width === undefined ? undefined : Number(width), format };
  })
  .pipe(z.object({ variant: z.string(), width: z.int().optional(), format: outputFormat }))
  .openapi({
    type: 'string',
    pattern: `^[^.,]+(?:,width=[1-9][0-9]{0,8})?\\.(${OUTPUT_FORMATS.flatMap(extensionsOf).join('|')})$`,
    description:
      '`{variant}.{format}`, or `{variant},width={width}.{format}` in one of the widths of its profile',
    example: 'large.webp',
  });

const route = createRoute({
  method: 'get',
  path: '/latest/{profile}/{owner}/{file}',
  operationId: 'latestRendition',
  tags: ['delivery'],
  summary: 'Redirect to the newest rendition of an owner',
  description:
    'It was made at upload, or is made on request. The redirect is cached for a minute; the content of its target never changes.',
  // Renditions are public, since `<img>` elements send no token.
  security: [],
  // A cached 404 would hide the first rendition.
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
      description: 'The current rendition.',
      headers: {
        Location: {
          description: 'URL of the rendition; its content never changes.',
          schema: { type: 'string', format: 'uri' },
        },
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
