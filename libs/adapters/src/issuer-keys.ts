import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Keys of an OIDC issuer, found by its discovery document at the first token and refreshed as needed. */
export function keysOfIssuer(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!response.ok) throw new Error(`the issuer responded with ${response.status} for ${url}`);
    const found = discovery.parse(await response.json());
    if (found.issuer !== issuer) {
      throw new Error(
        `auth.issuer is '${issuer}', but the issuer identifies itself as '${found.issuer}': use that`,
      );
    }
    return createRemoteJWKSet(new URL(found.jwks_uri));
  };
  return async (header, token) => {
    // A failed discovery is repeated with the next token.
    keys ??= discover().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return (await keys)(header, token);
  };
}
