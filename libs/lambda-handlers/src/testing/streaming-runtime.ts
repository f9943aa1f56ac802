import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { LambdaFunctionURLEvent, StreamifyHandler } from 'aws-lambda';
import * as z from 'zod';
import { context } from './events.ts';

const head = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()) });

/** The head of each stream, which Lambda sends with the first bytes. */
const heads = new WeakMap<Writable, z.output<typeof head>>();

class HttpResponseStream extends Writable {
  static from(stream: Writable, metadata: unknown): Writable {
    heads.set(stream, head.parse(metadata));
    return stream;
  }
  readonly setContentType = (): void => undefined;
}

/** Provides the part of Lambda's runtime that streams responses: a global variable. */
export function provideStreaming(): void {
  const streamifyResponse = <Handler>(handler: Handler): Handler => handler;
  Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream } });
}

export interface UrlRequest {
  readonly path: string;
  readonly query?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An invocation by a function URL: its response, and its end. */
export async function askFunction(
  handler: StreamifyHandler<LambdaFunctionURLEvent, void>,
  request: UrlRequest,
): Promise<{ readonly response: Response; readonly ended: Promise<void> }> {
  const chunks: Uint8Array[] = [];
  const stream = new awslambda.HttpResponseStream({
    write: (chunk: Uint8Array, _, taken) => {
      chunks.push(chunk);
      taken();
    },
  });
  const ended = Promise.resolve(handler(urlEvent(request), stream, context));
  await Promise.race([finished(stream), ended.then(() => finished(stream))]);
  const { statusCode: status = 0, headers = {} } = heads.get(stream) ?? {};
  const body = Buffer.concat(chunks);
  return { response: new Response(body.length > 0 ? body : null, { status, headers }), ended };
}

const urlEvent = ({
  path,
  query = '',
  method = 'GET',
  headers = {},
}: UrlRequest): LambdaFunctionURLEvent => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: query,
  headers: { host: 'url-id.lambda-url.eu-west-1.on.aws', ...headers },
  requestContext: {
    accountId: 'anonymous',
    apiId: 'url-id',
    domainName: 'url-id.lambda-url.eu-west-1.on.aws',
    domainPrefix: 'url-id',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'CloudFront' },
    requestId: 'request-1',
    routeKey: '$default',
    stage: '$default',
    time: '01/Jan/2026:00:00:00 +0000',
    timeEpoch: 1_767_225_600_000,
  },
  isBase64Encoded: false,
});
