import type { Identity } from '@thumbing/pipeline';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';

export interface TokenIdentityOptions {
  readonly issuer: string;
  /** Whom a token may be for. */
  readonly audience: readonly string[];
  readonly keys: JWTVerifyGetKey;
}

/** Only signatures that nobody can make with a public key. */
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

/** Some seconds of difference between two machines' clocks are nobody's fault. */
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
  // Access tokens of Cognito name their audience here, and have no `aud`.
  client_id: z.optional(z.string()),
});

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
      const meant = data && [...data.aud, ...(data.client_id ? [data.client_id] : [])];
      return meant?.some((one) => audience.includes(one)) ? data?.sub : undefined;
    } catch (error) {
      if (isOfToken(error)) return undefined;
      throw error;
    }
  },
});

/** An issuer that does not answer, or not with keys, is the world's failure and no fault of the token's. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== errors.JOSEError.code;
