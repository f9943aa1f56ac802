import { keysOfIssuer, tokenIdentity } from '@thumbing/adapters';
import { authorizerEnvironment } from '@thumbing/config/environment';
import { authorize } from '../http/authorize.ts';

const { ISSUER: issuer, AUDIENCE: audience } = authorizerEnvironment.fromEnv(process.env);

// What it throws, Lambda logs; there is nothing else to say of a token.
export const handler = authorize(tokenIdentity({ issuer, audience, keys: keysOfIssuer(issuer) }));
