import type { Identity } from '@thumbing/pipeline';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';

export interface TokenIdentityOptions {
  readonly issuer: string;
  /** Accepted audiences. */
  readonly audience: readonly string[];
  readonly keys: JWTVerifyGetKey;
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

/** Tolerates small differences between the clocks of two machines. */
const CLOCK_TOLERANCE_SECONDS = 5;

const claims = z.object({
  sub: z.string().check(z.minLength(1)),
  aud: z._default(
    z.union([
      z.pipe(
        z.string(),
        z.transform((one) => [one]),
      ),
      z.array(z.string()),
    ]),
    [],
  ),
  // Access tokens of Cognito have their audience here, and no `aud`.
  client_id: z.optional(z.string()),
});

/** Identity by JWTs of an OIDC issuer. Throws if tokens cannot be checked, for example without its keys. */
export const tokenIdentity = ({ issuer, audience, keys }: TokenIdentityOptions): Identity => ({
  ownerOf: async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      const { data } = claims.safeParse(payload);
      const audiences = data && [...data.aud, ...(data.client_id ? [data.client_id] : [])];
      return audiences?.some((one) => audience.includes(one)) ? data?.sub : undefined;
    } catch (error) {
      if (isInvalidToken(error)) return undefined;
      throw error;
    }
  },
});

/** Separates invalid tokens from failures of the issuer, which does not answer or answers without keys. */
const isInvalidToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== errors.JOSEError.code;
