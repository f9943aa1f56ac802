import { InvalidTokenError } from '@thumbing/pipeline';
// Functions load this at their cold start, where the size of zod matters.
import * as z from 'zod/mini';

/** Facts of an access token whose signature, issuer and audience were verified. */
export interface AccessToken {
  /** Its `sub`. */
  readonly owner: string;
  /** Its `exp`, in seconds since 1970. */
  readonly expiresAt: number;
}

/** Limit of OpenID Connect for a `sub`, in characters. */
const MAX_SUBJECT = 255;

/** Tolerates small differences between the clocks of two machines. */
export const CLOCK_TOLERANCE_SECONDS = 5;

/** A time in seconds since 1970. API Gateway passes numbers as text. */
const time = z.optional(
  z.pipe(
    z.union([z.number(), z.string()]),
    z.transform((given) => (given === '' ? NaN : Number(given))),
  ),
);

const claims = z.looseObject({
  sub: z._default(z.string(), ''),
  exp: time,
  iat: time,
  token_use: z.optional(z.string()),
  typ: z.optional(z.string()),
});
type Claims = z.output<typeof claims>;

/** Claims that bind an ID token to one sign-in. Access tokens have none of them. */
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'];

/**
 * Reads the claims of a token whose signature, issuer and audience were verified. Throws an `InvalidTokenError` for one
 * without an owner, without an end, or outside its time, and for an ID token: that tells an app who signed in, and is
 * no key to an API.
 */
export function readAccessToken(payload: unknown, now: Date): AccessToken {
  const { data } = claims.safeParse(payload);
  if (!data) throw new InvalidTokenError('the token has claims of a wrong type');
  const { sub, exp = NaN, iat = 0 } = data;
  const seconds = now.getTime() / 1_000;
  const wrong: readonly (readonly [boolean, reason: string])[] = [
    [sub === '', 'the token has no subject (sub)'],
    [sub.length > MAX_SUBJECT, `the token has a subject of over ${MAX_SUBJECT} characters (sub)`],
    [!Number.isFinite(exp), 'the token never expires (no exp)'],
    [exp <= seconds - CLOCK_TOLERANCE_SECONDS, 'the token has expired (exp)'],
    [iat > seconds + CLOCK_TOLERANCE_SECONDS, 'the token was issued in the future (iat)'],
    [isIdToken(data), 'the token is an ID token; send an access token'],
  ];
  const [, reason] = wrong.find(([applies]) => applies) ?? [];
  if (reason !== undefined) throw new InvalidTokenError(reason);
  return { owner: sub, expiresAt: exp };
}

/** Cognito (`token_use`) and Keycloak (`typ`) name the kind of a token. Elsewhere its claims tell it. */
function isIdToken(given: Claims): boolean {
  const kind = given.token_use ?? given.typ;
  return kind === undefined
    ? ID_TOKEN_CLAIMS.some((name) => given[name] !== undefined)
    : kind === 'id' || kind === 'ID';
}
