import { pipeline } from 'node:stream/promises';
import type { Logger } from '@aws-lambda-powertools/logger';
import { SIGNATURE_HEADER } from '@thumbing/config';
import type { LambdaFunctionURLEvent, StreamifyHandler } from 'aws-lambda';
import type { BackgroundWork } from '../runtime/background-work.ts';
import { failureFields } from '../runtime/logger.ts';

export interface StreamDeliveryDeps {
  readonly delivery: { readonly fetch: (request: Request) => Response | Promise<Response> };
  /** Work that a rendition leaves once it is made. */
  readonly background: Pick<BackgroundWork, 'done'>;
  readonly logger: Pick<Logger, 'addContext' | 'error' | 'setCorrelationId'>;
}

/**
 * Streams responses of the delivery through a function URL: those of more than 6 MB fit into nothing else. A rendition is sent
 * while it is kept, and the invocation ends after both.
 *
 * Not done by `hono/aws-lambda`: it answers an error with 200, and ends before the rendition is kept.
 */
export const streamDelivery = ({
  delivery,
  background,
  logger,
}: StreamDeliveryDeps): StreamifyHandler<LambdaFunctionURLEvent, void> =>
  awslambda.streamifyResponse<LambdaFunctionURLEvent>(async (event, stream, context) => {
    const [, , image] = event.rawPath.split('/');
    logger.addContext(context);
    logger.setCorrelationId(image ?? event.requestContext.requestId);
    const response = await answer(event);
    const out = awslambda.HttpResponseStream.from(stream, headOf(response));
    try {
      // The head is sent with the first bytes, even if these are none.
      out.write('');
      if (response.body) await pipeline(response.body, out);
      else out.end();
    } finally {
      await background.done();
    }

    async function answer(asked: LambdaFunctionURLEvent): Promise<Response> {
      try {
        return await delivery.fetch(requestOf(asked));
      } catch (error) {
        logger.error('rendition not made', failureFields(error, image));
        return internalProblem();
      }
    }
  });

/** Streams are chunked: they state no length. */
function headOf({ status, headers }: Response) {
  const stated = [...headers].filter(([name]) => name !== 'content-length');
  return { statusCode: status, headers: Object.fromEntries(stated) };
}

/** The request as it was before the edge moved its signature to a header. */
function requestOf({ rawPath, rawQueryString, headers, requestContext }: LambdaFunctionURLEvent) {
  const { [SIGNATURE_HEADER]: signature, ...others } = headers;
  const query = new URLSearchParams(rawQueryString);
  if (signature !== undefined) query.set('s', signature);
  // The delivery ignores the host.
  return new Request(`https://images.invalid${rawPath}?${query.toString()}`, {
    method: requestContext.http.method,
    headers: definedIn(others),
  });
}

const definedIn = (headers: LambdaFunctionURLEvent['headers']): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));

const internalProblem = (): Response =>
  Response.json(
    {
      type: 'urn:thumbing:problem:internal',
      title: 'Internal Server Error',
      status: 500,
      detail: 'an internal error occurred; try again later',
      code: 'internal',
    },
    {
      status: 500,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    },
  );
