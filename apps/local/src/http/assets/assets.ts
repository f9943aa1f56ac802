import type { Stats } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { renditionKey, type RenditionKey } from '@thumbing/config';
import { Hono } from 'hono';
import send from 'send';
import { problemResponse } from '../problem-response.ts';
import { assetHeaders } from './asset-headers.ts';

/** Serves renditions with ETags, conditional requests and ranges, to be cached for a year. */
export function assets(directory: string): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.get('/:profile/:id/:file', async (c) => {
    const { profile, id, file } = c.req.param();
    const key = renditionKey.parse(`${profile}/${id}/${file}`);
    const notFound = () => problemResponse(c, 404, 'not-found', 'there is no such rendition');
    if (!key) return notFound();

    const status = await sendFile({ ...c.env, directory, key, headers: c.res.headers });
    switch (status) {
      case undefined:
        return RESPONSE_ALREADY_SENT;
      case 412:
        return problemResponse(c, 412, 'changed', 'the rendition does not match If-Match');
      case 416:
        return problemResponse(
          c,
          416,
          'no-such-range',
          'the requested range is not in the rendition',
        );
      default:
        return notFound();
    }
  });
  return routes;
}

interface SendFileOptions {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly directory: string;
  readonly key: RenditionKey;
  /** Headers added by middleware, such as CORS. `send` knows nothing of them. */
  readonly headers: Headers;
}

/** Sends a file and resolves when it is sent, or returns the status of a request that it cannot serve. */
const sendFile = ({ incoming, outgoing, directory, key, headers }: SendFileOptions) =>
  new Promise<number | undefined>((resolve, reject) => {
    outgoing.once('close', () => resolve(undefined));
    send(incoming, renditionKey.format(key), { root: directory, index: false })
      .on('headers', (_response, _path, stats: Stats) => {
        outgoing.setHeaders(headers);
        outgoing.setHeaders(new Map(Object.entries(assetHeaders(key, stats))));
      })
      .on('error', (error: Error & { status?: number }) =>
        error.status !== undefined && error.status < 500 ? resolve(error.status) : reject(error),
      )
      .pipe(outgoing);
  });
