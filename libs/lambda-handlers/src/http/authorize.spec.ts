import { authorize } from './authorize.ts';

const ask = authorize({ ownerOf: async (token) => /^token-of-(.+)$/.exec(token)?.[1] });

it.each(['Bearer token-of-ada', 'bearer token-of-ada', 'BEARER   token-of-ada '])(
  'lets in whoever has a valid token, and says who: %s',
  async (authorization) => {
    expect(await ask({ headers: { authorization } })).toEqual({
      isAuthorized: true,
      context: { sub: 'ada' },
    });
  },
);

it.each([
  '',
  'Bearer',
  'Bearer ',
  'Bearer nonsense',
  'Basic YWRhOmFkYQ==',
  'token-of-ada',
  'Bearertoken-of-ada',
  'Bearer token-of-ada token-of-eve',
  'Bearer ü',
  'Bearer '.repeat(10_000),
])('denies whoever has none: %.40s', async (authorization) => {
  expect(await ask({ headers: { authorization } })).toEqual({ isAuthorized: false, context: {} });
});

it('denies a request without the header, and one without headers', async () => {
  expect(await ask({ headers: {} })).toEqual({ isAuthorized: false, context: {} });
  expect(await ask({})).toEqual({ isAuthorized: false, context: {} });
});

it('denies nobody when tokens cannot be checked: it throws', async () => {
  const down = authorize({ ownerOf: () => Promise.reject(new Error('the issuer is down')) });
  await expect(down({ headers: { authorization: 'Bearer x' } })).rejects.toThrow(
    'the issuer is down',
  );
});
