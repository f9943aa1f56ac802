import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { PUBLIC_PATHS } from '@thumbing/config';
import * as z from 'zod';
import { README, withRoutes } from '../../tools/reference/readme.ts';
import { world } from '../testing/world.ts';

const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z.unknown().optional(),
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).default([]),
  responses: z.record(z.string(), z.looseObject({ description: z.string().min(1) })),
});
const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

const served = async () => {
  const response = await world().api.request('/openapi.json');
  expect(response.status).toBe(200);
  return document.parse(await response.json());
};

const routes = async () =>
  Object.entries((await served()).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  );

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

it('describes every route that answers', async () => {
  const described = (await routes()).map(({ method, path }) => `${method} ${path}`);
  const { api } = world();
  const answering = api.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(described).toEqual([...new Set(answering)]);
});

it('describes the problems that a route has for its place, its body and its query', async () => {
  for (const { path, requestBody, parameters, responses } of await routes()) {
    const expected = [
      ...(path.startsWith('/v1/') ? ['401', '500', '503'] : []),
      ...(requestBody ? ['400', '413', '415'] : []),
      ...(parameters.some((parameter) => parameter.in === 'query') ? ['400'] : []),
    ];
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(expected));
  }
});

it('describes when a refused request may be sent again, and what is left of quotas', async () => {
  const { responses } = z
    .object({
      responses: z.record(z.string(), z.object({ headers: z.looseObject({}).optional() })),
    })
    .parse((await routes()).find(({ operationId }) => operationId === 'grantUpload'));
  expect(Object.keys(responses[429]?.headers ?? {})).toEqual([
    'Retry-After',
    'RateLimit-Policy',
    'RateLimit',
  ]);
  expect(Object.keys(responses[201]?.headers ?? {})).toEqual([
    'Location',
    'RateLimit-Policy',
    'RateLimit',
  ]);
});

it('is what the table of routes in the README shows', async () => {
  const readme = await readFile(README, 'utf8');
  if (readme === (await withRoutes(readme))) return;
  throw new Error('the routes in README.md are stale: `npx nx reference api` renews them');
});

it('requires a token for everything under /v1, and nowhere else', async () => {
  for (const { path, security } of await routes()) {
    expect(security).toEqual(path.startsWith('/v1/') ? [{ bearer: [] }] : []);
  }
});

it('has the public paths that API Gateway passes on', async () => {
  const paths = (await routes()).map(({ path }) => path);
  expect(paths.filter((path) => !path.startsWith('/v1/'))).toEqual(PUBLIC_PATHS);
});
