import { identityContract, type Claims, type IdentityWorld } from '@thumbing/pipeline/testing';
import { Hono } from 'hono';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { builtInIssuer } from '../issuer.ts';
import { issuerKey } from '../kept-secrets.ts';
import { serve } from '../testing/serve.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { keysOfIssuer } from './issuer-keys.ts';
import { systemClock } from './system-clock.ts';
import { tokenIdentity } from './token-identity.ts';

const AUDIENCE = 'thumbing';

/** `audienceClaim` is `client_id` in access tokens of Cognito. */
const signer =
  (key: CryptoKey | Uint8Array, kid: string, issuer: string, audienceClaim = 'aud') =>
  (claims: Claims): Promise<string> =>
    new SignJWT({
      ...(claims.sub !== undefined && { sub: claims.sub }),
      [audienceClaim]: claims.audience ?? AUDIENCE,
    })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(claims.issuer ?? issuer)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + (claims.expiresIn ?? 3_600))
      .sign(key);

const someoneElse = await generateKeyPair('RS256');

identityContract('the built-in issuer', async () => {
  const folder = await temporaryFolder();
  const url = 'http://localhost:8080';
  const key = await issuerKey({ keys: folder.path, staging: folder.path });
  const tokenOf = signer(await importJWK(key, 'RS256'), key.kid, url);
  return {
    identity: tokenIdentity(builtInIssuer(url, key, systemClock)),
    tokenOf,
    forgedTokenOf: signer(someoneElse.privateKey, key.kid, url),
    close: folder.close,
  };
});

const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });

interface RemoteIssuer {
  readonly url: string;
  /** What its two documents are answered with, for each request anew. */
  down: boolean;
  keysDown: boolean;
  readonly close: () => Promise<void>;
}

/** An OIDC issuer as far as someone who checks its tokens can see. */
async function remoteIssuer(): Promise<RemoteIssuer> {
  const jwks = {
    keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }],
  };
  const state = { down: false, keysDown: false };
  const { url, close } = await serve((url) => {
    const routes = new Hono();
    routes.get('/.well-known/openid-configuration', (c) =>
      state.down ? c.body(null, 503) : c.json({ issuer: url, jwks_uri: `${url}/keys` }),
    );
    routes.get('/keys', (c) => (state.keysDown ? c.body(null, 503) : c.json(jwks)));
    return routes;
  });
  return Object.assign(state, { url, close });
}

for (const audienceClaim of ['aud', 'client_id']) {
  identityContract(`an OIDC issuer, with the audience in ${audienceClaim}`, async () => {
    const { url, close } = await remoteIssuer();
    return { ...worldOf(url, audienceClaim), close };
  });
}

const worldOf = (url: string, audienceClaim = 'aud'): IdentityWorld => ({
  identity: tokenIdentity({ issuer: url, audience: [AUDIENCE], keys: keysOfIssuer(url) }),
  tokenOf: signer(privateKey, 'one', url, audienceClaim),
  forgedTokenOf: signer(someoneElse.privateKey, 'one', url, audienceClaim),
});

describe('tokenIdentity, of an OIDC issuer', () => {
  let issuer: RemoteIssuer;
  beforeEach(async () => {
    issuer = await remoteIssuer();
  });
  afterEach(() => issuer.close());

  it.each(['down', 'keysDown'] as const)(
    'blames no token for an issuer that is %s, and asks it again with the next',
    async (what) => {
      const { identity, tokenOf } = worldOf(issuer.url);
      const token = await tokenOf({ sub: 'ada' });
      issuer[what] = true;
      await expect(identity.ownerOf(token)).rejects.toThrow();
      issuer[what] = false;
      expect(await identity.ownerOf(token)).toBe('ada');
    },
  );

  it('throws when the issuer cannot be reached', async () => {
    const { identity, tokenOf } = worldOf('http://127.0.0.1:9');
    await expect(identity.ownerOf(await tokenOf({ sub: 'ada' }))).rejects.toThrow('fetch failed');
  });

  it('says so when the issuer calls itself something else: none of its tokens would do', async () => {
    const { identity, tokenOf } = worldOf(`${issuer.url}/`);
    await expect(identity.ownerOf(await tokenOf({ sub: 'ada' }))).rejects.toThrow(
      `auth.issuer is '${issuer.url}/', and the issuer calls itself '${issuer.url}': write that`,
    );
  });

  it('takes one of several audiences, and a token for several', async () => {
    const identity = tokenIdentity({
      issuer: issuer.url,
      audience: ['web', 'app'],
      keys: keysOfIssuer(issuer.url),
    });
    const token = await new SignJWT({ sub: 'ada', aud: ['other', 'app'] })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer.url)
      .setExpirationTime('1h')
      .sign(privateKey);
    expect(await identity.ownerOf(token)).toBe('ada');
  });

  it('knows no owner of a token that never expires', async () => {
    const token = await new SignJWT({ sub: 'ada', aud: AUDIENCE })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer.url)
      .sign(privateKey);
    expect(await worldOf(issuer.url).identity.ownerOf(token)).toBeUndefined();
  });

  it('knows no owner of a token signed with the public key as if it were a shared secret', async () => {
    const secret = Buffer.from(JSON.stringify(await exportJWK(publicKey)));
    const token = await new SignJWT({ sub: 'ada', aud: AUDIENCE })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setIssuer(issuer.url)
      .setExpirationTime('1h')
      .sign(secret);
    expect(await worldOf(issuer.url).identity.ownerOf(token)).toBeUndefined();
  });
});
