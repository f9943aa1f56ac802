import { problemOf, world } from '../testing/world.ts';

const ask = (authorization?: string) =>
  world().api.request('/v1/images', {
    headers: authorization === undefined ? {} : { authorization },
  });

it.each(['Bearer token-of-ada', 'bearer token-of-ada', 'BEARER  token-of-ada '])(
  'accepts %j',
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
])('requires a token when it gets %j', async (authorization) => {
  const response = await ask(authorization);
  expect(response.headers.get('www-authenticate')).toBe('Bearer realm="thumbing"');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthorized' });
});

it('says why it refuses a token, to the caller and to the operator, and does not echo it', async () => {
  const { api, refused, errors } = world();
  const headers = { authorization: 'Bearer forged-secret' };
  const response = await api.request('/v1/images', { headers });
  // Quotes, backslashes and characters outside ASCII are not allowed there.
  expect(response.headers.get('www-authenticate')).toBe(
    'Bearer realm="thumbing", error="invalid_token", ' +
      'error_description="the token is ?not? one, so?to say: ?"',
  );
  const problem = await problemOf(response);
  const reason = 'the token is "not" one, so\\to say: ü';
  expect(problem).toMatchObject({ status: 401, code: 'unauthorized', detail: reason });
  expect(refused).toEqual([reason]);
  expect(errors).toEqual([]);
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
])('requires a token for %s %s', async (method, path) => {
  expect((await world().api.request(path, { method })).status).toBe(401);
});

it.each(['/health', '/ready', '/openapi.json', '/events.schema.json', '/asyncapi.json'])(
  'requires no token for %s',
  async (path) => {
    expect((await world().api.request(path)).status).toBe(200);
  },
);

describe('behind a gateway that verifies tokens', () => {
  const authorization = 'Bearer verified-by-the-gateway';
  const askAs = (owner?: string, headers: Record<string, string> = { authorization }) =>
    world({ identity: undefined }).api.request('/v1/images', { headers }, { owner });

  it('says why it refuses a token that the gateway let pass', async () => {
    const { api, refused } = world({ identity: undefined });
    const reason = 'the token is an ID token; send an access token';
    const response = await api.request(
      '/v1/images',
      { headers: { authorization } },
      { refused: reason },
    );
    expect(response.headers.get('www-authenticate')).toContain(`error_description="${reason}"`);
    expect(await problemOf(response)).toMatchObject({ status: 401, detail: reason });
    expect(refused).toEqual([reason]);
  });

  it('takes the owner that the gateway passes', async () => {
    expect((await askAs('ada')).status).toBe(200);
  });

  it.each([
    ['the gateway passes no owner', undefined, { authorization }],
    ['there is no token', 'ada', {}],
  ])('refuses a request where %s', async (_, owner, headers) => {
    expect(await problemOf(await askAs(owner, headers))).toMatchObject({ status: 401 });
  });

  it('refuses a request without bindings', async () => {
    const { api } = world({ identity: undefined });
    expect((await api.request('/v1/images', { headers: { authorization } })).status).toBe(401);
  });
});

it('ignores an owner from a gateway where it verifies tokens itself', async () => {
  const headers = { authorization: 'Bearer forged' };
  const response = await world().api.request('/v1/images', { headers }, { owner: 'ada' });
  expect(response.status).toBe(401);
});
