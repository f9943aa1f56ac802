import type { Logger } from '@aws-lambda-powertools/logger';
import type { Api } from '@thumbing/api';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import type { GatewayIdentity } from '../adapters/gateway-identity.ts';

export interface AnswerApiDeps {
  readonly api: Pick<Api, 'fetch'>;
  readonly identity: Pick<GatewayIdentity, 'during'>;
  readonly logger: Pick<Logger, 'addContext' | 'setCorrelationId'>;
}

export type ApiHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** The API behind an HTTP API of API Gateway, payload format 2.0. */
export const answerApi =
  ({ api, identity, logger }: AnswerApiDeps): ApiHandler =>
  async (event, context) => {
    const { prefix, path } = pathOf(event);
    const [, image] = /^\/v1\/images\/([\w-]+)$/.exec(path) ?? [];
    logger.addContext(context);
    logger.setCorrelationId(image ?? event.requestContext.requestId);
    const response = await identity.during(event, async () =>
      api.fetch(requestOf(event, path), { prefix }),
    );
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      // Whatever this API answers is text.
      body: await response.text(),
    };
  };

/**
 * API Gateway puts the name of a stage in front of the path, unless it is `$default` or a domain stands for it,
 * and decodes it: a slash that was encoded is one between segments from then on.
 */
function pathOf({ rawPath, requestContext: { stage } }: APIGatewayProxyEventV2) {
  const prefix = `/${stage}`;
  const path = rawPath.split('/').map(encodeURIComponent).join('/');
  return path.startsWith(`${prefix}/`)
    ? { prefix, path: path.slice(prefix.length) }
    : { prefix: '', path };
}

function requestOf(event: APIGatewayProxyEventV2, path: string): Request {
  const { http } = event.requestContext;
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  // Whatever it was called by: nothing in the API looks at the host.
  return new Request(`https://api.invalid${path}${query}`, {
    method: http.method,
    headers: headersOf(event),
    body: bodyOf(event),
  });
}

/** A header is bytes: what is more than ASCII in one comes as the characters that its UTF-8 stands for. */
function headersOf({ headers }: APIGatewayProxyEventV2): Headers {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) given.set(name, Buffer.from(value).toString('latin1'));
  }
  return given;
}

function bodyOf({
  body,
  isBase64Encoded,
  requestContext,
}: APIGatewayProxyEventV2): Uint8Array<ArrayBuffer> | null {
  // A request of these methods has none, whatever was sent along.
  if (body === undefined || ['GET', 'HEAD'].includes(requestContext.http.method)) return null;
  return Uint8Array.from(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
}
