import { bearerToken } from '@thumbing/api/bearer-token';
import type { Identity } from '@thumbing/pipeline';
import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';

type Answer = APIGatewaySimpleAuthorizerWithContextResult<{ sub?: string }>;

/**
 * Tells API Gateway whose token a request carries. Whatever is not a valid token is denied; it throws only
 * when tokens cannot be checked, which callers see as a failure of ours.
 */
export const authorize =
  (identity: Identity) =>
  async ({ headers }: Pick<APIGatewayRequestAuthorizerEventV2, 'headers'>): Promise<Answer> => {
    const token = bearerToken(headers?.['authorization']);
    const sub = token === undefined ? undefined : await identity.ownerOf(token);
    return sub === undefined
      ? { isAuthorized: false, context: {} }
      : { isAuthorized: true, context: { sub } };
  };
