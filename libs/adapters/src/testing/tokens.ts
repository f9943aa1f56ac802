import type { JWTPayload } from 'jose';
import type { Forgery, OidcIssuer } from './oidc-issuer.ts';

/** A token of `oidcIssuer`, and the verdict of every edition on it. */
export interface TokenCase {
  /** Words for the token, for the title of a test. */
  readonly name: string;
  /** Makes the token; its times count from the call. */
  readonly tokenFrom: (issuer: OidcIssuer) => Promise<string>;
  /** The owner of a valid token. */
  readonly owner?: string;
  /** The reason for which another one is refused. */
  readonly refused?: string;
}

type Claims = (valid: Valid) => JWTPayload;
interface Valid extends JWTPayload {
  readonly aud: string;
  readonly iat: number;
}

const AUDIENCE = 'the token is for another audience';
const FOR_ITSELF = 'the token is an ID token; send an access token';
const NO_JWT = 'the token is not a signed JWT';
const NO_SUBJECT = 'the token has no subject (sub)';
const ALGORITHM = 'the token is signed with an algorithm that is not accepted';
const HOUR = 3_600;

const without = (claim: string, valid: Valid): JWTPayload =>
  Object.fromEntries(Object.entries(valid).filter(([name]) => name !== claim));

/** Without the audience, as access tokens of Cognito are. */
const cognito: Claims = (valid) => ({
  ...without('aud', valid),
  token_use: 'access',
  client_id: valid.aud,
});

const ACCEPTED: Readonly<Record<string, Claims>> = {
  'a valid token': (valid) => valid,
  'a token for several audiences': (valid) => ({ ...valid, aud: ['other', valid.aud] }),
  'an access token of Cognito': cognito,
  'an access token of Keycloak': (valid) => ({ ...valid, typ: 'Bearer', nonce: 'n' }),
  'a token of another client for this audience': (valid) => ({ ...valid, client_id: 'other' }),
  'a token that became valid a second ago': (valid) => ({ ...valid, nbf: valid.iat - 1 }),
  'a token of 5 kB': (valid) => ({ ...valid, groups: 'x'.repeat(4_000) }),
};

const REFUSED: Readonly<Record<string, readonly [Claims, reason: string]>> = {
  'an expired token': [
    (valid) => ({ ...valid, exp: valid.iat - HOUR }),
    'the token has expired (exp)',
  ],
  'a token that is not valid yet': [
    (valid) => ({ ...valid, nbf: valid.iat + HOUR }),
    'the token is not valid yet (nbf)',
  ],
  'a token from the future': [
    (valid) => ({ ...valid, iat: valid.iat + HOUR }),
    'the token was issued in the future (iat)',
  ],
  'a token that never expires': [
    (valid) => without('exp', valid),
    'the token never expires (no exp)',
  ],
  'a token of another issuer': [
    (valid) => ({ ...valid, iss: 'https://evil.example.com' }),
    'the token is from another issuer (iss)',
  ],
  'a token for another audience': [(valid) => ({ ...valid, aud: 'other' }), `${AUDIENCE} (aud)`],
  'a token for another audience, asked for by this client': [
    (valid) => ({ ...valid, aud: 'other', client_id: valid.aud }),
    `${AUDIENCE} (aud)`,
  ],
  'a token for no audience, asked for by this client': [
    (valid) => ({ ...valid, aud: [], client_id: valid.aud }),
    `${AUDIENCE} (aud)`,
  ],
  'a token that another client of Cognito asked for': [
    (valid) => ({ ...cognito(valid), client_id: 'other' }),
    `${AUDIENCE} (client_id)`,
  ],
  'a token with neither audience nor client': [
    (valid) => without('aud', valid),
    `${AUDIENCE} (client_id)`,
  ],
  'an ID token of Cognito': [(valid) => ({ ...valid, token_use: 'id' }), FOR_ITSELF],
  'an ID token of Keycloak': [(valid) => ({ ...valid, typ: 'ID' }), FOR_ITSELF],
  'an ID token with a nonce': [(valid) => ({ ...valid, nonce: 'n' }), FOR_ITSELF],
  'an ID token with the hash of an access token': [
    (valid) => ({ ...valid, at_hash: 'h' }),
    FOR_ITSELF,
  ],
  'a token without an owner': [(valid) => without('sub', valid), NO_SUBJECT],
  'a token of an empty name': [(valid) => ({ ...valid, sub: '' }), NO_SUBJECT],
  'a token of a name of 256 characters': [
    (valid) => ({ ...valid, sub: 'x'.repeat(256) }),
    'the token has a subject of over 255 characters (sub)',
  ],
};

const FORGED: Readonly<Record<Forgery, string>> = {
  'another key': 'the signature of the token is invalid',
  'the public key': ALGORITHM,
  'the public key as JWK': ALGORITHM,
  'no key': ALGORITHM,
};

/** Text that is sent as a token, by what it is. */
const TEXTS: Readonly<Record<string, string>> = {
  'a word': 'nonsense',
  'three words': 'a.b.c',
  'two dots': '..',
  '8 kB of nonsense': 'x'.repeat(8_000),
  'a header that is no object': 'W10.e30.e30',
};

const validFor = ({ audience, url }: OidcIssuer): Valid => {
  const iat = Math.floor(Date.now() / 1_000);
  return { sub: 'ada', iss: url, aud: audience, iat, exp: iat + HOUR };
};

/** One table for every verifier of tokens. */
export const TOKENS: readonly TokenCase[] = [
  ...Object.entries(ACCEPTED).map(([name, claims]) => ({
    name,
    tokenFrom: (issuer: OidcIssuer) => issuer.sign(claims(validFor(issuer))),
    owner: 'ada',
  })),
  ...Object.entries(REFUSED).map(([name, [claims, refused]]) => ({
    name,
    tokenFrom: (issuer: OidcIssuer) => issuer.sign(claims(validFor(issuer))),
    refused,
  })),
  ...Object.entries(FORGED).map(([key, refused]) => ({
    name: `a token signed with ${key}`,
    tokenFrom: (issuer: OidcIssuer) =>
      Object.entries(issuer.forge).find(([name]) => name === key)?.[1](validFor(issuer)) ??
      Promise.reject(new Error(`the issuer forges no ${key}`)),
    refused,
  })),
  {
    name: 'a token signed with an unknown key',
    tokenFrom: (issuer) => issuer.sign(validFor(issuer), { kid: 'unknown' }),
    refused: 'the issuer has no key with the id that the token names (kid)',
  },
  ...Object.entries(TEXTS).map(([name, text]) => ({
    name,
    tokenFrom: async () => text,
    refused: NO_JWT,
  })),
];
