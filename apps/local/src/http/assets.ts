import type { Stats } from 'node:fs';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { CONTENT_TYPES } from '@thumbing/image-processor/formats';
import { renditionKey } from '@thumbing/config';
import { Hono } from 'hono';
import send from 'send';
import { refuse } from './problem-response.ts';

/** A rendition never changes: its key has the id of its upload, and an upload is never replaced. */
const ONE_YEAR = 31_536_000_000;

/** Serves renditions: with ETag, conditional and range requests, to be kept for good. */
export function delivery(directory: string): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.get('/:profile/:id/:file', async (c) => {
    const { profile, id, file } = c.req.param();
    const key = renditionKey.parse(`${profile}/${id}/${file}`);
    const nothing = () => refuse(c, 404, 'not-found', 'there is no such rendition');
    if (!key) return nothing();

    const { incoming, outgoing } = c.env;
    const refused = new Promise<number | undefined>((resolve, reject) => {
      outgoing.once('close', () => resolve(undefined));
      send(incoming, renditionKey.format(key), {
        root: directory,
        immutable: true,
        maxAge: ONE_YEAR,
        index: false,
      })
        .on('headers', (_response, _path, { size, mtimeMs }: Stats) => {
          c.res.headers.forEach((value, name) => outgoing.setHeader(name, value));
          // Strong, for a range to be asked for by it: a file is only ever replaced as a whole.
          outgoing.setHeader('etag', `"${size.toString(16)}-${Math.round(mtimeMs).toString(16)}"`);
          outgoing.setHeader('vary', 'Origin');
          outgoing.setHeader('content-type', CONTENT_TYPES[key.format]);
          outgoing.setHeader('x-content-type-options', 'nosniff');
          outgoing.setHeader('cross-origin-resource-policy', 'cross-origin');
        })
        .on('error', (error: Error & { status?: number }) =>
          error.status !== undefined && error.status < 500 ? resolve(error.status) : reject(error),
        )
        .pipe(outgoing);
    });
    switch (await refused) {
      case undefined:
        return RESPONSE_ALREADY_SENT;
      case 412:
        return refuse(c, 412, 'changed', 'the rendition is not the one that was asked for');
      case 416:
        return refuse(c, 416, 'no-such-range', 'the rendition does not have these bytes');
      default:
        return nothing();
    }
  });
  return routes;
}
