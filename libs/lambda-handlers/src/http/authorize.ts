import { bearerToken } from '@thumbing/api/bearer-token';
import type { Identity } from '@thumbing/pipeline';
import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';

type Decision = APIGatewaySimpleAuthorizerWithContextResult<{ sub?: string }>;

/**
 * Lambda authorizer for API Gateway: returns the owner of a request's token. Denies every token that is
 * not valid. Throws only if tokens cannot be checked, which clients see as a server error.
 */
export const authorize =
  (identity: Identity) =>
  async ({ headers }: Pick<APIGatewayRequestAuthorizerEventV2, 'headers'>): Promise<Decision> => {
    const token = bearerToken(headers?.['authorization']);
    const sub = token === undefined ? undefined : await identity.ownerOf(token);
    return sub === undefined
      ? { isAuthorized: false, context: {} }
      : { isAuthorized: true, context: { sub } };
  };
