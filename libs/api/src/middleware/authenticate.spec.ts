import { problemOf, world } from '../testing/world.ts';

const ask = (authorization?: string) =>
  world().api.request('/v1/images', {
    headers: authorization === undefined ? {} : { authorization },
  });

it.each(['Bearer token-of-ada', 'bearer token-of-ada', 'BEARER  token-of-ada '])(
  'lets in %j',
  async (authorization) => {
    expect((await ask(authorization)).status).toBe(200);
  },
);

it.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Basic dG9rZW4=',
  'token-of-ada',
  'Bearer token of ada',
  'Bearertoken-of-ada',
  'Bearer token-of-ada, Bearer token-of-eve',
])('asks for a token when it gets %j', async (authorization) => {
  const response = await ask(authorization);
  expect(response.headers.get('www-authenticate')).toBe('Bearer realm="thumbing"');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthorized' });
});

it('refuses a token that names nobody, and does not repeat it', async () => {
  const response = await ask('Bearer forged-secret');
  expect(response.headers.get('www-authenticate')).toBe(
    'Bearer realm="thumbing", error="invalid_token"',
  );
  const problem = await problemOf(response);
  expect(problem.status).toBe(401);
  expect(JSON.stringify([problem, ...response.headers])).not.toContain('forged-secret');
});

it.each([
  ['GET', '/v1/images'],
  ['POST', '/v1/images'],
  ['GET', '/v1/images/01920000-0000-7000-8000-000000000001'],
  ['DELETE', '/v1/images/01920000-0000-7000-8000-000000000001'],
  ['GET', '/v1/profiles'],
  ['GET', '/v1/anything'],
  ['GET', '/%76%31/images'],
])('keeps %s %s for whoever has a token', async (method, path) => {
  expect((await world().api.request(path, { method })).status).toBe(401);
});

it.each(['/health', '/openapi.json'])('leaves %s open', async (path) => {
  expect((await world().api.request(path)).status).toBe(200);
});
