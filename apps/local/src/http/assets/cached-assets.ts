import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { IMMUTABLE } from '@thumbing/api/delivery';
import type { Asset, AssetCache } from './asset-cache.ts';

export interface CachedAssetsOptions {
  readonly cache: Pick<AssetCache, 'get' | 'load'>;
  /** Path of the assets, with a slash at the end. */
  readonly root: string;
  /** Files that need no signature: `{profile}/{name}.{format}`, whatever the image. */
  readonly publicFiles: ReadonlySet<string>;
  /** Origins whose pages may read them (CORS). */
  readonly origins: readonly string[];
}

/**
 * Answers requests for small renditions from memory, before any framework. Passes all others on, also the unusual ones
 * for such a rendition: `next` gives the same answers, and more.
 */
export const cachedAssets =
  (
    { cache, root, publicFiles, origins }: CachedAssetsOptions,
    next: RequestListener,
  ): RequestListener =>
  (request, response) => {
    const { url = '' } = request;
    const path = url.startsWith(root) && isUsual(request) ? url.slice(root.length) : '';
    const [profile = '', , file = ''] = path.split('/');
    if (!publicFiles.has(`${profile}/${file}`)) {
      next(request, response);
      return;
    }
    const answer = (asset: Asset | undefined): void => {
      const isAnswered = asset && sendAsset(request, response, asset, { origins, ...PUBLIC });
      if (!isAnswered) next(request, response);
    };
    const asset = cache.get(path);
    if (asset) answer(asset);
    else void cache.load(path).then(answer, () => next(request, response));
  };

/** Headers of requests that are not for the whole file, or not for its current version. */
const SPECIAL = ['range', 'if-match', 'if-modified-since', 'if-unmodified-since'];

export const isUsual = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && SPECIAL.every((name) => headers[name] === undefined);

/** Headers of a response that depend on more than the rendition. */
export interface SendAssetOptions {
  readonly origins: readonly string[];
  readonly cacheControl: string;
  readonly vary: string;
}

/** Those of a rendition that everyone may see, by an address that names its format. */
const PUBLIC = { cacheControl: IMMUTABLE, vary: 'Origin' };

/** Sends a rendition, or that the client has it. Returns `false`, and sends nothing, if it has another version. */
export function sendAsset(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  asset: Asset,
  { origins, cacheControl, vary }: SendAssetOptions,
): boolean {
  const { origin = '', 'if-none-match': known } = headers;
  if (known !== undefined && known !== asset.etag) return false;
  const sent = [...asset.headers, 'cache-control', cacheControl, 'vary', vary];
  if (origins.includes(origin)) sent.push('access-control-allow-origin', origin);
  if (known === undefined) {
    response.writeHead(200, [...sent, ...asset.contentHeaders]);
    response.end(method === 'HEAD' ? undefined : asset.data);
  } else {
    response.writeHead(304, sent).end();
  }
  return true;
}
