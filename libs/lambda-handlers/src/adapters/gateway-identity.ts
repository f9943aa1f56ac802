import { AsyncLocalStorage } from 'node:async_hooks';
import type { Identity } from '@thumbing/pipeline';
import * as z from 'zod/mini';

const sub = z.object({ sub: z.string().check(z.minLength(1)) });

/** What the two kinds of authorizer leave in an event: the native one its claims, ours its context. */
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

export interface GatewayIdentity extends Identity {
  /** Answers one event: whoever asks meanwhile is told its owner. */
  during<T>(event: unknown, answer: () => Promise<T>): Promise<T>;
}

/**
 * The owner whom API Gateway's authorizer has found in the token of the event being answered. The token
 * itself is not looked at again; a route without an authorizer has no owner.
 */
export function gatewayIdentity(): GatewayIdentity {
  const events = new AsyncLocalStorage<unknown>();
  return {
    ownerOf: async () => authorized.safeParse(events.getStore()).data?.requestContext.authorizer,
    during: (event, answer) => events.run(event, answer),
  };
}
