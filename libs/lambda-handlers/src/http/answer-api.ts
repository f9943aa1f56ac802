import type { Logger } from '@aws-lambda-powertools/logger';
import type { Api } from '@thumbing/api';
import type { Clock } from '@thumbing/pipeline';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { gatewayOwner } from '../adapters/gateway-identity.ts';

export interface AnswerApiDeps {
  readonly api: Pick<Api, 'fetch'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'addContext' | 'setCorrelationId'>;
}

export type ApiHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Answers requests of an API Gateway HTTP API, payload format 2.0, with the API.
 *
 * Not done by `hono/aws-lambda`: it leaves the stage in the path, does not re-encode the path that API Gateway
 * decoded, changes header values that are not ASCII, and refuses a GET with a body.
 */
export const answerApi =
  ({ api, clock, logger }: AnswerApiDeps): ApiHandler =>
  async (event, context) => {
    const { prefix, path } = pathOf(event);
    const [, image] = /^\/v1\/images\/([\w-]+)(?:\/|$)/.exec(path) ?? [];
    logger.addContext(context);
    logger.setCorrelationId(image ?? event.requestContext.requestId);
    const response = await api.fetch(requestOf(event, path), {
      prefix,
      ...gatewayOwner(event, clock.now()),
    });
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      // Every response of this API is text.
      body: await response.text(),
    };
  };

/**
 * API Gateway prepends the stage to the path, unless the stage is `$default` or has a custom domain. It also
 * decodes the path: an encoded slash can no longer be told from one between segments.
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
  // The API ignores the host.
  return new Request(`https://api.invalid${path}${query}`, {
    method: http.method,
    headers: headersOf(event),
    body: bodyOf(event),
  });
}

/** `Headers` takes one character a byte. API Gateway decodes headers as UTF-8, which this undoes. */
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
  // `Request` allows no body with these methods.
  if (body === undefined || ['GET', 'HEAD'].includes(requestContext.http.method)) return null;
  return Uint8Array.from(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
}
