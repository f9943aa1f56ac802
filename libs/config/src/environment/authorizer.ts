import { environment, list, text } from './environment.ts';

export const authorizerEnvironment = environment({
  ISSUER: text,
  /** Audiences accepted in a token's `aud` or, where it has none, in its `client_id`. */
  AUDIENCE: list,
});
