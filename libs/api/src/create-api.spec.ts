import { builtinProfiles, defineConfig, SECURITY_HEADERS } from '@thumbing/config';
import { OutOfSpaceError } from '@thumbing/pipeline';
import { memoryRecords } from '@thumbing/pipeline/memory';
import { avatar, problemOf, world } from './testing/world.ts';

const APP = 'https://app.example.com';
const failure = new Error('SQLITE_CORRUPT in /var/lib/secret.db');
const fail = () => Promise.reject(failure);

describe('cross-origin requests', () => {
  const preflight = (origin: string, method: string, api = world().api) =>
    api.request('/v1/images', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  it.each(['GET', 'POST', 'DELETE'])('may use %s from a configured origin', async (method) => {
    const { status, headers } = await preflight(APP, method);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(APP);
    expect(headers.get('access-control-allow-methods')?.split(',')).toContain(method);
    expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(headers.get('vary')).toContain('Origin');
  });

  it.each([
    'https://evil.example.com',
    'https://app.example.com.evil.com',
    'http://app.example.com',
    'null',
    '*',
  ])('are refused from %s', async (origin) => {
    const { headers } = await preflight(origin, 'GET');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const response = await world().api.request('/v1/images', { headers: { origin } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('vary')).toContain('Origin');
  });

  it('are refused where no origin is configured', async () => {
    const { api } = world({ config: defineConfig({ profiles: builtinProfiles }) });
    const { headers } = await preflight(APP, 'GET', api);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(['/v1/images', '/latest/avatar/ada/large.webp', '/health', '/openapi.json', '/nowhere'])(
    'may read the response of %s, problem or not',
    async (path) => {
      const { headers } = await world().api.request(path, { headers: { origin: APP } });
      expect(headers.get('access-control-allow-origin')).toBe(APP);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toContain('Origin');
    },
  );

  it('may read the `Location` of a new image, and what is left of quotas', async () => {
    const response = await world().api.request('/v1/images', {
      method: 'POST',
      headers: {
        origin: APP,
        authorization: 'Bearer token-of-ada',
        'content-type': 'application/json',
      },
      body: JSON.stringify(avatar),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('access-control-expose-headers')).toBe(
      'location,ratelimit,ratelimit-policy,retry-after',
    );
  });
});

it.each([
  ['GET', '/health', 200],
  ['GET', '/ready', 200],
  ['GET', '/openapi.json', 200],
  ['GET', '/events.schema.json', 200],
  ['GET', '/asyncapi.json', 200],
  ['GET', '/v1/profiles', 200],
  ['HEAD', '/v1/images', 200],
  ['OPTIONS', '/v1/images', 204],
  ['POST', '/v1/images', 400],
  ['GET', '/v2/images', 404],
  ['GET', '/latest/avatar/ada/large.webp', 404],
  ['PUT', '/v1/images', 405],
])('keeps browsers from treating the response to %s %s as a page', async (method, path, status) => {
  const body = method === 'POST' ? '[' : undefined;
  const response = await world().ada(path, { method, body });
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS.api);
});

it('keeps browsers from treating a refusal, or a failure, as a page', async () => {
  const broken = world({ records: { ...memoryRecords(), list: fail } });
  const responses = [await broken.api.request('/v1/images'), await broken.ada('/v1/images')];
  expect(responses.map(({ status }) => status)).toEqual([401, 500]);
  for (const { headers } of responses) {
    expect(Object.fromEntries(headers)).toMatchObject(SECURITY_HEADERS.api);
  }
});

it.each(['/', '/nowhere', '/v2/images', '/health/', '/latest', '/%FF', '//health'])(
  'responds to %s, which does not exist, with 404',
  async (path) => {
    expect(await problemOf(await world().api.request(`http://localhost${path}`))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
  },
);

it.each([
  ['PUT', '/v1/images', 'GET, HEAD, POST'],
  ['PATCH', '/v1/images/01920000-0000-7000-8000-000000000001', 'GET, HEAD, DELETE'],
  ['POST', '/v1/profiles', 'GET, HEAD'],
  ['DELETE', '/latest/avatar/ada/large.webp', 'GET, HEAD'],
  ['POST', '/health', 'GET, HEAD'],
  ['POST', '/ready', 'GET, HEAD'],
  ['POST', '/openapi.json', 'GET, HEAD'],
  ['POST', '/events.schema.json', 'GET, HEAD'],
  ['POST', '/asyncapi.json', 'GET, HEAD'],
])('responds to %s %s with the methods that the path supports', async (method, path, allow) => {
  const response = await world().ada(path, { method });
  expect(response.headers.get('allow')).toBe(allow);
  expect(await problemOf(response)).toMatchObject({
    status: 405,
    code: 'method-not-allowed',
  });
});

it('responds to HEAD like to GET, without a body', async () => {
  const response = await world().ada('/v1/images', { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('');
});

const full = () => Promise.reject(new OutOfSpaceError(failure.message));

it.each([
  ['identity', 503, { identity: { ownerOf: fail } }],
  ['space', 507, { records: { ...memoryRecords(), list: full } }],
  ['records', 500, { records: { ...memoryRecords(), list: fail } }],
])(
  'reports a failure of its %s to the operator, and keeps the reason from the caller',
  async (_, status, broken) => {
    const { ada, errors } = world(broken);
    const response = await ada('/v1/images');
    expect(response.headers.get('cache-control')).toContain('no-store');
    const problem = await problemOf(response);
    expect(problem.status).toBe(status);
    expect(JSON.stringify(problem)).not.toContain('SQLITE');
    expect(errors).toEqual([expect.objectContaining({ message: failure.message })]);
  },
);
