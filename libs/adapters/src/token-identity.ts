import { InvalidTokenError, type Clock, type Identity } from '@thumbing/pipeline';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { CLOCK_TOLERANCE_SECONDS, readAccessToken, type AccessToken } from './access-token.ts';
import { systemClock } from './system-clock.ts';

/** Tokens to accept: those of one issuer, for one of the audiences. */
export interface TokenIdentityOptions {
  /** The `iss` that tokens must have, character by character. */
  readonly issuer: string;
  /** Accepted values of `aud`, or of `client_id`, where access tokens of Cognito have theirs. */
  readonly audience: readonly string[];
  /** Finds the public key of a token by its header; `keysOfIssuer` makes it. */
  readonly keys: JWTVerifyGetKey;
  /** @default the system's clock */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Identity by access tokens that have an end. */
export interface TokenIdentity extends Identity {
  /** Like `ownerOf`, with the end of the token. */
  verify(token: string): Promise<AccessToken>;
}

/** Asymmetric algorithms only: with HS256, anyone could sign with the public key as the secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

/** Identity by access tokens (JWT) of an OIDC issuer. Throws if tokens cannot be verified, for example without its keys. */
export function tokenIdentity(options: TokenIdentityOptions): TokenIdentity {
  const { audience, clock = systemClock } = options;
  const verify: TokenIdentity['verify'] = async (token) => {
    const now = clock.now();
    const payload = await verifiedPayload(token, options, now);
    requireAudience(payload, audience);
    return readAccessToken(payload, now);
  };
  return { verify, ownerOf: async (token) => (await verify(token)).owner };
}

async function verifiedPayload(
  token: string,
  { issuer, keys }: TokenIdentityOptions,
  currentDate: Date,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate,
    });
    return payload;
  } catch (error) {
    // Without the cause, which has the claims in it.
    throw isInvalidToken(error) ? new InvalidTokenError(reasonOf(error)) : error;
  }
}

/** Access tokens of Cognito have no `aud`: only there `client_id` names the audience. */
function requireAudience({ aud, client_id }: JWTPayload, accepted: readonly string[]): void {
  const audiences = [aud === undefined ? client_id : aud].flat();
  if (audiences.some((one) => accepted.some((each) => each === one))) return;
  throw new InvalidTokenError(
    `the token is for another audience (${aud === undefined ? 'client_id' : 'aud'})`,
  );
}

/** Separates invalid tokens from failures of the issuer, which does not answer or answers without keys. */
const isInvalidToken = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== errors.JOSEError.code;

/** Never the message of the error, which may quote the token. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIM_REASONS[error.claim] ?? NO_JWT;
  return REASONS.get(error.code) ?? NO_JWT;
}

const NO_JWT = 'the token is not a signed JWT';

const CLAIM_REASONS: Readonly<Partial<Record<string, string>>> = {
  iss: 'the token is from another issuer (iss)',
  nbf: 'the token is not valid yet (nbf)',
  exp: 'the token never expires (no exp)',
};

const REASONS: ReadonlyMap<string, string> = new Map([
  [errors.JWTExpired.code, 'the token has expired (exp)'],
  [errors.JWSSignatureVerificationFailed.code, 'the signature of the token is invalid'],
  [errors.JOSEAlgNotAllowed.code, 'the token is signed with an algorithm that is not accepted'],
  [errors.JOSENotSupported.code, 'the token is signed with an algorithm that is not accepted'],
  [errors.JWKSNoMatchingKey.code, 'the issuer has no key with the id that the token names (kid)'],
  [errors.JWKSMultipleMatchingKeys.code, 'the token does not name its key (kid)'],
]);
