import { InvalidTokenError } from '@thumbing/pipeline';
import { authorize } from './authorize.ts';

const reasons: string[] = [];
const note = async (reason: string) => void reasons.push(reason);
const ask = authorize(
  {
    verify: async (token) => {
      const [, owner] = /^token-of-(.+)$/.exec(token) ?? [];
      if (owner === undefined) throw new InvalidTokenError('the token names nobody');
      return { owner, expiresAt: 4_000_000_000 };
    },
  },
  note,
);

it.each(['Bearer token-of-ada', 'bearer token-of-ada', 'BEARER   token-of-ada '])(
  'allows a valid token, and returns its owner: %s',
  async (authorization) => {
    expect(await ask({ headers: { authorization } })).toEqual({
      isAuthorized: true,
      context: { sub: 'ada', exp: 4_000_000_000 },
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

it('passes on why it denies a token, and nothing for a header without one', async () => {
  reasons.length = 0;
  await ask({ headers: { authorization: 'Basic YWRhOmFkYQ==' } });
  await ask({ headers: { authorization: 'Bearer nonsense' } });
  expect(reasons).toEqual(['the token names nobody']);
});

it('throws instead of denying if tokens cannot be verified', async () => {
  const verify = () => Promise.reject(new Error('the issuer is down'));
  const down = authorize({ verify }, note);
  await expect(down({ headers: { authorization: 'Bearer x' } })).rejects.toThrow(
    'the issuer is down',
  );
});
