import { authorize } from './authorize.ts';

const ask = authorize({ ownerOf: async (token) => /^token-of-(.+)$/.exec(token)?.[1] });

it.each(['Bearer token-of-ada', 'bearer token-of-ada', 'BEARER   token-of-ada '])(
  'allows a valid token, and returns its owner: %s',
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
])('denies everything else: %.40s', async (authorization) => {
  expect(await ask({ headers: { authorization } })).toEqual({ isAuthorized: false, context: {} });
});

it('denies a request without the header, and one without headers', async () => {
  expect(await ask({ headers: {} })).toEqual({ isAuthorized: false, context: {} });
  expect(await ask({})).toEqual({ isAuthorized: false, context: {} });
});

it('throws instead of denying if tokens cannot be checked', async () => {
  const down = authorize({ ownerOf: () => Promise.reject(new Error('the issuer is down')) });
  await expect(down({ headers: { authorization: 'Bearer x' } })).rejects.toThrow(
    'the issuer is down',
  );
});
