import * as z from 'zod/mini';

const sub = z.object({ sub: z.string().check(z.minLength(1)) });

/** Request contexts of both kinds of authorizer: the native one adds claims, a Lambda authorizer its own context. */
const authorized = z.object({
  requestContext: z.object({
    authorizer: z.union([
      z.pipe(
        z.object({ jwt: z.object({ claims: sub }) }),
        z.transform(({ jwt }) => jwt.claims.sub),
      ),
      z.pipe(
        z.object({ lambda: sub }),
        z.transform(({ lambda }) => lambda.sub),
      ),
    ]),
  }),
});

/**
 * The owner that API Gateway's authorizer found in the token of an event, or `undefined` on a route without an
 * authorizer. The token itself is not verified again.
 */
export const gatewayOwner = (event: unknown): string | undefined =>
  authorized.safeParse(event).data?.requestContext.authorizer;
