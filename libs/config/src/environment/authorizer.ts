import { environment, list, text } from './environment.ts';

export const authorizerEnvironment = environment({
  ISSUER: text,
  /** Client ids accepted in a token's `aud`. */
  AUDIENCE: list,
});
