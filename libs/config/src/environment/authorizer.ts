import { environment, list, text } from './environment.ts';

export const authorizerEnvironment = environment({
  ISSUER: text,
  /** Whom a token may be for. */
  AUDIENCE: list,
});
