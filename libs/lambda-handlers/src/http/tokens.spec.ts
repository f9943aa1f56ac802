import { keysOfIssuer, tokenIdentity } from '@thumbing/adapters';
import { oidcIssuer, TOKENS, type OidcIssuer } from '@thumbing/adapters/testing';
import { createApi } from '@thumbing/api';
import { builtinProfiles, defineConfig } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import * as memory from '@thumbing/pipeline/memory';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { apiDeps } from '../testing/api-deps.ts';
import { context, httpEvent } from '../testing/events.ts';
import { gatewayAuthorizer } from '../testing/gateway-authorizer.ts';
import { answerApi } from './answer-api.ts';
import { authorize } from './authorize.ts';

const systemClock: Pick<Clock, 'now'> = { now: () => new Date() };

/** The API of the AWS edition behind each of its authorizers, with one image of ada's. */
function open(issuer: OidcIssuer, clock = systemClock) {
  const reasons: string[] = [];
  const records = memory.memoryRecords();
  const api = createApi({
    ...apiDeps(),
    config: defineConfig({ profiles: builtinProfiles }),
    records,
    onError: (error) => {
      throw error;
    },
    onInvalidToken: (reason) => void reasons.push(reason),
  });
  const logger = { addContext: () => undefined, setCorrelationId: () => undefined };
  const answer = answerApi({ api, clock, logger });
  const options = { issuer: issuer.url, audience: [issuer.audience] };
  const native = gatewayAuthorizer({ ...options, publicKey: issuer.publicKey });
  const own = authorize(
    tokenIdentity({ ...options, keys: keysOfIssuer(issuer.url) }),
    async (reason) => void reasons.push(reason),
  );
  /** Status of a request, as far as the authorizer lets it. */
  const statusOf = async (authorizer: object | undefined, authorization: string) => {
    if (!authorizer) return 'refused by the authorizer';
    const { statusCode, body } = await answer(
      httpEvent({ headers: { authorization }, authorizer }),
      context,
    );
    return statusCode === 200 ? (JSON.parse(body ?? '') as unknown) : statusCode;
  };
  return {
    reasons,
    withImage: () => records.create(recordOf({ owner: 'ada' })),
    /** The native authorizer of API Gateway. */
    jwt: (token: string) => statusOf(native(token), `Bearer ${token}`),
    /** A Lambda authorizer. */
    lambda: async (token: string) => {
      const authorization = `Bearer ${token}`;
      const { isAuthorized, context } = await own({ headers: { authorization } });
      return statusOf(isAuthorized ? { lambda: context } : undefined, authorization);
    },
    lambdaDecision: (token: string) => own({ headers: { authorization: `Bearer ${token}` } }),
    statusOf,
  };
}

describe('tokens', () => {
  let issuer: OidcIssuer;
  beforeAll(async () => {
    issuer = await oidcIssuer();
  });
  afterAll(() => issuer.close());

  const images = { images: [expect.objectContaining({ id: idOf(1), owner: 'ada' })] };

  describe.each(['jwt', 'lambda'] as const)('with the authorizer %s', (authorizer) => {
    it.each(TOKENS)('judges $name', async ({ tokenFrom, owner, refused }) => {
      const edition = open(issuer);
      await edition.withImage();
      const answer = await edition[authorizer](await tokenFrom(issuer));
      if (owner !== undefined) expect(answer).toEqual(images);
      else expect(['refused by the authorizer', 401]).toContain(answer);
      // API Gateway's own refusals are in its access log only.
      const said = owner === undefined && (authorizer === 'lambda' || answer === 401);
      expect(edition.reasons).toEqual(said ? [refused] : []);
    });
  });

  it('makes up in the function for what the authorizer of API Gateway lets pass', async () => {
    const answers = await Promise.all(
      TOKENS.map(async ({ name, tokenFrom }) => {
        const answer = await open(issuer).jwt(await tokenFrom(issuer));
        return answer === 401 ? [name] : [];
      }),
    );
    expect(answers.flat()).toEqual([
      'an ID token of Cognito',
      'an ID token of Keycloak',
      'an ID token with a nonce',
      'an ID token with the hash of an access token',
      'a token without an owner',
      'a token of an empty name',
      'a token of a name of 256 characters',
    ]);
  });

  it('refuses a token that expires while the decision of the Lambda authorizer is cached', async () => {
    const token = await issuer.tokenOf({ sub: 'ada', expiresIn: 60 });
    let now = new Date();
    const edition = open(issuer, { now: () => now });
    await edition.withImage();
    const cached = await edition.lambdaDecision(token);
    const ask = () => edition.statusOf({ lambda: cached.context }, `Bearer ${token}`);
    expect(await ask()).toEqual(images);
    now = new Date(now.getTime() + 120_000);
    expect(await ask()).toBe(401);
    expect(edition.reasons).toEqual(['the token has expired (exp)']);
  });
});
