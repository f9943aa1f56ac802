import { keysOfIssuer, tokenIdentity } from '@thumbing/adapters';
import { authorizerEnvironment } from '@thumbing/config/environment';
import { authorize } from '../http/authorize.ts';
import { lazy } from '../runtime/lazy.ts';

const { ISSUER: issuer, AUDIENCE: audience } = authorizerEnvironment.fromEnv(process.env);

// Most tokens are valid: the logger is loaded with the first refusal.
const logger = lazy(async () => (await import('../runtime/logger.ts')).createLogger('authorizer'));

export const handler = authorize(
  tokenIdentity({ issuer, audience, keys: keysOfIssuer(issuer) }),
  async (reason) => (await logger()).warn('token refused', { reason }),
);
