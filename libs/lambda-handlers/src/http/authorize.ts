import type { TokenIdentity } from '@thumbing/adapters';
import { bearerToken } from '@thumbing/api/bearer-token';
import { InvalidTokenError } from '@thumbing/pipeline';
import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';

/** Claims of the token for the API: API Gateway keeps a decision for minutes, within which a token may expire. */
type Decision = APIGatewaySimpleAuthorizerWithContextResult<{ sub?: string; exp?: number }>;

const DENIED: Decision = { isAuthorized: false, context: {} };

/**
 * Lambda authorizer for API Gateway: returns the owner of a request's token. Denies every token that is
 * not valid, and passes the reason to `onInvalidToken`: API Gateway's own answer cannot tell it. Throws only if tokens
 * cannot be verified, which clients see as a server error.
 */
export const authorize =
  (identity: Pick<TokenIdentity, 'verify'>, onInvalidToken: (reason: string) => Promise<void>) =>
  async ({ headers }: Pick<APIGatewayRequestAuthorizerEventV2, 'headers'>): Promise<Decision> => {
    const token = bearerToken(headers?.['authorization']);
    if (token === undefined) return DENIED;
    try {
      const { owner, expiresAt } = await identity.verify(token);
      return { isAuthorized: true, context: { sub: owner, exp: expiresAt } };
    } catch (error) {
      if (!(error instanceof InvalidTokenError)) throw error;
      await onInvalidToken(error.message);
      return DENIED;
    }
  };
