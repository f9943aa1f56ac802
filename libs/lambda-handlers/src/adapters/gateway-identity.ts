import { readAccessToken } from '@thumbing/adapters';
import { InvalidTokenError } from '@thumbing/pipeline';
import * as z from 'zod/mini';

/** Request contexts of both kinds of authorizer: the native one adds claims, a Lambda authorizer its own context. */
const authorized = z.object({
  requestContext: z.object({
    authorizer: z.union([
      z.pipe(
        z.object({ jwt: z.object({ claims: z.looseObject({}) }) }),
        z.transform(({ jwt }) => jwt.claims),
      ),
      z.pipe(
        z.object({ lambda: z.looseObject({}) }),
        z.transform(({ lambda }) => lambda),
      ),
    ]),
  }),
});

/** The owner of a request, or the reason for refusing it; neither on a route without an authorizer. */
export interface GatewayOwner {
  readonly owner?: string;
  readonly refused?: string;
}

/**
 * The owner that API Gateway's authorizer found in the token of an event. Its signature, issuer and audience are not
 * verified again. Refused here is what the authorizers let pass: ID tokens, tokens without an owner, and tokens that
 * have expired while the decision of a Lambda authorizer was cached.
 */
export function gatewayOwner(event: unknown, now: Date): GatewayOwner {
  const claims = authorized.safeParse(event).data?.requestContext.authorizer;
  if (!claims) return {};
  try {
    return { owner: readAccessToken(claims, now).owner };
  } catch (error) {
    if (error instanceof InvalidTokenError) return { refused: error.message };
    throw error;
  }
}
