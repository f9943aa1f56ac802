import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Asset, AssetCache } from './asset-cache.ts';

export interface CachedAssetsOptions {
  readonly cache: Pick<AssetCache, 'get' | 'load'>;
  /** Path of the assets, with a slash at the end. */
  readonly root: string;
  /** Origins whose pages may read them (CORS). */
  readonly origins: readonly string[];
}

/**
 * Answers requests for small renditions from memory, before any framework. Passes all others on, also the unusual ones
 * for such a rendition: `next` gives the same answers, and more.
 */
export const cachedAssets =
  ({ cache, root, origins }: CachedAssetsOptions, next: RequestListener): RequestListener =>
  (request, response) => {
    const { url = '' } = request;
    if (!url.startsWith(root) || !isUsual(request)) {
      next(request, response);
      return;
    }
    const answer = (asset: Asset | undefined): void => {
      const isAnswered = asset && send(request, response, asset, origins);
      if (!isAnswered) next(request, response);
    };
    const path = url.slice(root.length);
    const asset = cache.get(path);
    if (asset) answer(asset);
    else void cache.load(path).then(answer, () => next(request, response));
  };

/** Headers of requests that are not for the whole file, or not for its current version. */
const SPECIAL = ['range', 'if-match', 'if-modified-since', 'if-unmodified-since', 'cache-control'];

const isUsual = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && SPECIAL.every((name) => headers[name] === undefined);

/** Sends a rendition, or that the client has it. Returns `false`, and sends nothing, if it has another version. */
function send(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  asset: Asset,
  origins: readonly string[],
): boolean {
  const { origin = '', 'if-none-match': known } = headers;
  const cors = origins.includes(origin) ? ['access-control-allow-origin', origin] : [];
  if (known === undefined) {
    response.writeHead(200, [...asset.headers, ...asset.contentHeaders, ...cors]);
    response.end(method === 'HEAD' ? undefined : asset.data);
    return true;
  }
  if (known !== asset.etag) return false;
  response.writeHead(304, [...asset.headers, ...cors]).end();
  return true;
}
