import { keysOfIssuer, tokenIdentity } from '@thumbing/adapters';
import { authorizerEnvironment } from '@thumbing/config/environment';
import { authorize } from '../http/authorize.ts';

const { ISSUER: issuer, AUDIENCE: audience } = authorizerEnvironment.fromEnv(process.env);

// Without a logger: Lambda logs whatever is thrown, and a token must not be logged.
export const handler = authorize(tokenIdentity({ issuer, audience, keys: keysOfIssuer(issuer) }));
