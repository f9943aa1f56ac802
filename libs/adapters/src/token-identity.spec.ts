import { InvalidTokenError } from '@thumbing/pipeline';
import { identityContract, type IdentityWorld } from '@thumbing/pipeline/testing';
import { keysOfIssuer } from './issuer-keys.ts';
import { oidcIssuer, type OidcIssuer } from './testing/oidc-issuer.ts';
import { TOKENS } from './testing/tokens.ts';
import { tokenIdentity } from './token-identity.ts';

const identityOf = (issuer: string, audience = ['thumbing']): IdentityWorld['identity'] =>
  tokenIdentity({ issuer, audience, keys: keysOfIssuer(issuer) });

for (const audienceClaim of ['aud', 'client_id']) {
  identityContract(`an OIDC issuer, with the audience in ${audienceClaim}`, async () => {
    const { url, tokenOf, forgedTokenOf, close } = await oidcIssuer();
    return {
      identity: identityOf(url),
      tokenOf: (claims) => tokenOf(claims, audienceClaim),
      forgedTokenOf: (claims) => forgedTokenOf(claims, audienceClaim),
      close,
    };
  });
}

describe('tokenIdentity, of an OIDC issuer', () => {
  let issuer: OidcIssuer;
  beforeEach(async () => {
    issuer = await oidcIssuer();
  });
  afterEach(() => issuer.close());

  it.each(['down', 'keysDown'] as const)(
    'throws for an issuer that is %s, instead of rejecting the token, and asks it again',
    async (what) => {
      const identity = identityOf(issuer.url);
      const token = await issuer.tokenOf({ sub: 'ada' });
      issuer[what] = true;
      await expect(identity.ownerOf(token)).rejects.toThrow();
      issuer[what] = false;
      expect(await identity.ownerOf(token)).toBe('ada');
    },
  );

  it('throws when the issuer cannot be reached', async () => {
    const nobody = 'http://127.0.0.1:9';
    const token = await issuer.tokenOf({ sub: 'ada', issuer: nobody });
    await expect(identityOf(nobody).ownerOf(token)).rejects.toThrow('fetch failed');
  });

  it('throws when the issuer has another name, since none of its tokens would be valid', async () => {
    const token = await issuer.tokenOf({ sub: 'ada' });
    await expect(identityOf(`${issuer.url}/`).ownerOf(token)).rejects.toThrow(
      `auth.issuer is '${issuer.url}/', but the issuer identifies itself as '${issuer.url}': use that`,
    );
  });

  it('accepts one of several audiences, and a token for several', async () => {
    const exp = Math.floor(Date.now() / 1_000) + 3_600;
    const token = await issuer.sign({ sub: 'ada', aud: ['other', 'app'], exp });
    expect(await identityOf(issuer.url, ['web', 'app']).ownerOf(token)).toBe('ada');
  });

  it.each(TOKENS)('judges $name', async ({ tokenFrom, owner, refused = '' }) => {
    const verdict = identityOf(issuer.url).ownerOf(await tokenFrom(issuer));
    if (owner === undefined) await expect(verdict).rejects.toThrow(new InvalidTokenError(refused));
    else expect(await verdict).toBe(owner);
  });

  it('judges by its clock, which tolerates 5 seconds', async () => {
    const token = await issuer.tokenOf({ sub: 'ada', expiresIn: 60 });
    const ownerAfter = (seconds: number) =>
      tokenIdentity({
        issuer: issuer.url,
        audience: [issuer.audience],
        keys: keysOfIssuer(issuer.url),
        clock: { now: () => new Date(Date.now() + seconds * 1_000) },
      }).ownerOf(token);
    expect(await ownerAfter(61)).toBe('ada');
    await expect(ownerAfter(70)).rejects.toThrow('the token has expired (exp)');
    await expect(ownerAfter(-60)).rejects.toThrow('the token was issued in the future (iat)');
  });

  it('tells the end of a token', async () => {
    const token = await issuer.sign({ sub: 'ada', aud: issuer.audience, exp: 4_000_000_000 });
    const identity = tokenIdentity({
      issuer: issuer.url,
      audience: [issuer.audience],
      keys: keysOfIssuer(issuer.url),
    });
    expect(await identity.verify(token)).toEqual({ owner: 'ada', expiresAt: 4_000_000_000 });
  });
});
