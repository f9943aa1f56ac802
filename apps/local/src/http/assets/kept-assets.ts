import type { Stats } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { IMMUTABLE } from '@thumbing/api/delivery';
import { renditionKey, type RenditionKey } from '@thumbing/config';
import type { Context } from 'hono';
import send from 'send';
import type { RenditionFiles } from '../../storage/disk-renditions.ts';
import { problemResponse } from '../problem-response.ts';
import type { AssetCache } from './asset-cache.ts';
import { assetHeaders } from './asset-headers.ts';
import { isUsual, sendAsset } from './cached-assets.ts';

export type KeptAssetsOptions = Pick<AssetCache, 'get' | 'load' | 'etagOf'> &
  RenditionFiles & {
    /** Origins whose pages may read them (CORS). */
    readonly origins: readonly string[];
  };

/**
 * Sends kept renditions: from memory, where they are small and the request is usual, or from disk, with conditional requests and
 * ranges. Resolves to nothing where there is none.
 */
export const keptAssets =
  ({ fileOf, get, load, etagOf, used, origins }: KeptAssetsOptions) =>
  async (
    c: Context<{ Bindings: HttpBindings }>,
    key: RenditionKey,
  ): Promise<Response | undefined> => {
    const { incoming, outgoing } = c.env;
    const { headers } = c.res;
    const path = renditionKey.format(key);
    const asset = isUsual(incoming) ? (get(path) ?? (await load(path))) : undefined;
    const options = {
      origins,
      cacheControl: headers.get('cache-control') ?? IMMUTABLE,
      vary: varyOf(headers),
    };
    if (asset && sendAsset(incoming, outgoing, asset, options)) {
      await used(key);
      return RESPONSE_ALREADY_SENT;
    }
    const etag = await etagOf(key);
    if (etag === undefined) return undefined;
    await used(key);
    const status = await sendFile({ ...c.env, ...fileOf(key), key, etag, headers });
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
        return undefined;
    }
  };

/** `Vary` of a rendition: its CORS headers depend on the origin, and its format may depend on what is accepted. */
function varyOf(headers: Headers): string {
  const others = headers.get('vary');
  return others === null ? 'Origin' : `${others}, Origin`;
}

interface SendFileOptions {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly folder: string;
  readonly path: string;
  readonly key: RenditionKey;
  readonly etag: string;
  /** Headers added by middleware, such as CORS. `send` knows nothing of them. */
  readonly headers: Headers;
}

/** Sends a file and resolves when it is sent, or returns the status of a request that it cannot serve. */
const sendFile = ({ incoming, outgoing, folder, path, key, etag, headers }: SendFileOptions) =>
  new Promise<number | undefined>((resolve, reject) => {
    // RFC 9110, 13.1.2: a condition counts whatever the request says of caches. `send` takes `no-cache`, which `fetch` of
    // Node adds to every conditional request, for a reason to send the file again.
    delete incoming.headers['cache-control'];
    outgoing.once('close', () => resolve(undefined));
    send(incoming, path, { root: folder, index: false })
      .on('headers', (_response, _path, stats: Stats) => {
        outgoing.setHeaders(headers);
        outgoing.setHeader('vary', varyOf(headers));
        outgoing.setHeaders(new Map(Object.entries(assetHeaders(key, stats, etag))));
      })
      .on('error', (error: Error & { status?: number }) =>
        error.status !== undefined && error.status < 500 ? resolve(error.status) : reject(error),
      )
      .pipe(outgoing);
  });
