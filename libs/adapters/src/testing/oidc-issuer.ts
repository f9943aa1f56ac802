import type { Claims } from '@thumbing/pipeline/testing';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';
import { serve } from './serve.ts';

/** An issuer that runs on this machine. */
export interface OidcIssuer {
  /** The `iss` of its tokens, and the origin of its two documents. */
  readonly url: string;
  /** Audience of its tokens. */
  readonly audience: string;
  /** Public key (JWK). */
  readonly publicKey: object;
  /** Signs a token with these claims and `iss`. */
  readonly sign: (claims: JWTPayload, header?: Partial<JWTHeaderParameters>) => Promise<string>;
  /** Makes a token of these claims that the issuer did not sign. */
  readonly forge: Readonly<Record<Forgery, (claims: JWTPayload) => Promise<string>>>;
  /** Makes a token for the identity contract. `audienceClaim` is `client_id` in access tokens of Cognito. */
  readonly tokenOf: (claims: Claims, audienceClaim?: string) => Promise<string>;
  /** Makes the same token, signed with a key that the issuer does not publish. */
  readonly forgedTokenOf: (claims: Claims, audienceClaim?: string) => Promise<string>;
  /** Answers requests for the discovery document with 503 while set. */
  down: boolean;
  /** Answers requests for the keys with 503 while set. */
  keysDown: boolean;
  /** Stops the server. */
  readonly close: () => Promise<void>;
}

/** Signed with another key, with the public key as if it were a shared secret, or not at all. */
export type Forgery = 'another key' | 'the public key' | 'the public key as JWK' | 'no key';

/** OIDC issuer with real keys: the parts of one that checking its tokens needs. */
export async function oidcIssuer(): Promise<OidcIssuer> {
  const audience = 'thumbing';
  const state = { down: false, keysDown: false };
  const own = await generateKeyPair('RS256', { extractable: true });
  const another = await generateKeyPair('RS256');
  const publicKey = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };

  const { url, close } = await serve((url) => (request, response) => {
    const documents = {
      '/.well-known/openid-configuration': !state.down && { issuer: url, jwks_uri: `${url}/keys` },
      '/keys': !state.keysDown && { keys: [publicKey] },
    };
    const found = new Map<string, object | false>(Object.entries(documents)).get(request.url ?? '');
    response.writeHead(found ? 200 : found === false ? 503 : 404, {
      'content-type': 'application/json',
    });
    response.end(found ? JSON.stringify(found) : undefined);
  });

  const signer =
    (key: typeof own.privateKey | Uint8Array, alg = 'RS256') =>
    (claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}) =>
      new SignJWT({ iss: url, ...claims })
        .setProtectedHeader({ alg, kid: publicKey.kid, ...header })
        .sign(key);
  const pem = Buffer.from(await exportSPKI(own.publicKey));
  const forge: OidcIssuer['forge'] = {
    'another key': signer(another.privateKey),
    'the public key': signer(pem, 'HS256'),
    'the public key as JWK': signer(Buffer.from(JSON.stringify(publicKey)), 'HS256'),
    'no key': async (claims) => new UnsecuredJWT({ iss: url, ...claims }).encode(),
  };
  const issue =
    (sign: (claims: JWTPayload) => Promise<string>): OidcIssuer['tokenOf'] =>
    ({ sub, expiresIn = 3_600, issuer = url, ...claims }, audienceClaim = 'aud') =>
      sign({
        ...(sub !== undefined && { sub }),
        iss: issuer,
        iat: now(),
        exp: now() + expiresIn,
        [audienceClaim]: claims.audience ?? audience,
      });

  const sign = signer(own.privateKey);
  const tokens = { tokenOf: issue(sign), forgedTokenOf: issue(forge['another key']) };
  return Object.assign(state, { url, audience, publicKey, sign, forge, ...tokens, close });
}

const now = (): number => Math.floor(Date.now() / 1_000);
