import { Validator } from '@seriousme/openapi-schema-validator';
import { ERROR_CODES, IMAGE_STATUSES } from '@thumbing/config';
import * as z from 'zod';
import { world } from '../testing/world.ts';

const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  responses: z.record(z.string(), z.object({ description: z.string().min(1) })),
});
const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

const served = async () => {
  const response = await world().api.request('/openapi.json');
  expect(response.status).toBe(200);
  return document.parse(await response.json());
};

it('is OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(await served())).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

it('has the base path that callers use', async () => {
  const servers = async (env?: object) => {
    const response = await world().api.request('/openapi.json', {}, env);
    return z.object({ servers: z.unknown() }).parse(await response.json()).servers;
  };
  expect(await servers()).toEqual([{ url: '/' }]);
  expect(await servers({ prefix: '/live' })).toEqual([{ url: '/live' }]);
});

it('describes every route and its problems', async () => {
  const { paths } = await served();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses }]) =>
      [operationId, method, path, ...Object.keys(responses)].join(' '),
    ),
  );
  expect(described).toEqual([
    'grantUpload post /v1/images 201 400 401 413 415 500 503 507',
    'listImages get /v1/images 200 400 401 500 503',
    'getImage get /v1/images/{id} 200 400 401 404 500 503',
    'deleteImage delete /v1/images/{id} 204 401 404 500 503',
    'listProfiles get /v1/profiles 200 401 500 503',
    'latestRendition get /latest/{profile}/{owner}/{file} 302 404 500',
    'health get /health 200',
    'ready get /ready 200 503',
  ]);
});

it('requires a token for everything under /v1, and nowhere else', async () => {
  const { paths } = await served();
  for (const [path, methods] of Object.entries(paths)) {
    for (const { security } of Object.values(methods)) {
      expect(security).toEqual(path.startsWith('/v1/') ? [{ bearer: [] }] : []);
    }
  }
});

it('has patterns without flags, which JSON Schema does not know', async () => {
  const patterns = JSON.stringify(await served()).match(/"pattern":"[^"]*"/g) ?? [];
  expect(patterns.length).toBeGreaterThan(0);
  expect(patterns.filter((pattern) => /\/[a-z]*"$/.test(pattern))).toEqual([]);
});

it('names the statuses and error codes of images', async () => {
  const schemas = z.object({ components: z.object({ schemas: z.looseObject({}) }) });
  expect(schemas.parse(await served()).components.schemas).toMatchObject({
    ImageStatus: { type: 'string', enum: IMAGE_STATUSES },
    ImageErrorCode: { anyOf: [{ type: 'string', enum: ERROR_CODES }, { type: 'string' }] },
    Image: { properties: { status: { $ref: '#/components/schemas/ImageStatus' } } },
  });
});
