import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod/mini';

export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** JWK. */
  readonly publicKey: object;
}

const json = (schema: z.ZodMiniType<Record<string, unknown>>, part = ''): Record<string, unknown> =>
  schema.parse(JSON.parse(Buffer.from(part, 'base64url').toString()));

const object = z.looseObject({});

/**
 * Model of API Gateway's JWT authorizer: the context that it adds to an event, or `undefined` for a token that it
 * refuses. It knows RSA keys by `kid` and nothing of ID tokens, and passes every claim as text:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function gatewayAuthorizer({ issuer, audience, publicKey }: JwtAuthorizer) {
  return (token: string): object | undefined => {
    const claims = verifiedClaims(token, publicKey);
    if (!claims) return undefined;
    const { iss, exp, nbf, iat, aud, client_id } = claims;
    const now = Date.now() / 1_000;
    const valid =
      iss === issuer &&
      typeof exp === 'number' &&
      exp > now &&
      (typeof nbf !== 'number' || nbf < now) &&
      (typeof iat !== 'number' || iat < now) &&
      // It evaluates `client_id` only if there is no `aud`.
      [aud ?? client_id].flat().some((one) => audience.some((each) => each === one));
    return valid ? { jwt: { claims: asText(claims), scopes: null } } : undefined;
  };
}

function verifiedClaims(token: string, jwk: object) {
  const key = object.parse(jwk);
  const [header, payload, signature = ''] = token.split('.');
  try {
    const { alg, kid } = json(object, header);
    if (alg !== 'RS256' || kid !== key['kid']) return undefined;
    const signed = Buffer.from(`${header ?? ''}.${payload ?? ''}`);
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const isSigned = verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'));
    return isSigned ? json(object, payload) : undefined;
  } catch {
    // Text that is no token.
    return undefined;
  }
}

const asText = (claims: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
