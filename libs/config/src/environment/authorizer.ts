import { environment, list, text } from './environment.ts';

/** Environment of the function that verifies tokens. */
export const authorizerEnvironment = environment({
  /** The `iss` that tokens must have. */
  ISSUER: text,
  /** Audiences accepted in a token's `aud` or, where it has none, in its `client_id`. */
  AUDIENCE: list,
});
