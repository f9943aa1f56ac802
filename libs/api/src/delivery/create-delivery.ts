import {
  ADDRESS_GRAMMAR,
  addressParts,
  FORMATS,
  isKey,
  negotiateFormat,
  NEGOTIATION_TABLE,
  OUTPUT_FORMATS,
  renditionAddress,
  type RenditionAddress,
  type RenditionKey,
} from '@thumbing/config';
import { RequestError } from '@thumbing/pipeline';
import {
  formatsAt,
  makeOnce,
  requireServed,
  requireSigned,
  type AddressConfig,
  type MadeRendition,
  type MakeOnceDeps,
  type Permission,
  type RequireSignedDeps,
} from '@thumbing/pipeline/delivery';
import { Hono, type Context, type Env } from 'hono';
import { contentEtag } from './content-etag.ts';
import { deliveryProblem } from './delivery-problem.ts';

/** Dependencies of the delivery of renditions. */
export interface DeliveryDeps<E extends Env> extends MakeOnceDeps, RequireSignedDeps {
  /** Recipes of variants, widths, and limits of what is made. */
  readonly config: MakeOnceDeps['config'] & RequireSignedDeps['config'];
  /** Sends a rendition that is kept, with what it adds to these headers. Resolves to nothing if there is none. */
  readonly sendKept: (c: Context<E>, key: RenditionKey) => Promise<Response | undefined>;
}

/** Caches keep a rendition for a year: the bytes of an address never change. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * Serves renditions at `/{profile}/{id}/{what}[.{format}]`: kept ones, and those that are made when they are first asked for.
 * A format that the address does not name is chosen by `Accept`.
 */
export function createDelivery<E extends Env>(deps: DeliveryDeps<E>): Hono<E> {
  const delivery = new Hono<E>();
  const make = makeOnce(deps);
  delivery.get('/:profile/:id/:what', async (c) => {
    const address = addressOf(c);
    const permission = await requireSigned(deps, address, c.req.query('s'));
    const key = keyOf(c, deps.config, address);
    c.header('cache-control', cacheControl(permission, deps.clock.now()));
    const kept = await deps.sendKept(c, key);
    if (kept) return kept;
    const { result, joined } = make(key, c.req.raw.signal);
    return madeResponse(c, key, await result, joined);
  });
  delivery.onError((error, c) => {
    const problem = deliveryProblem(c, error);
    if (problem) return problem;
    throw error;
  });
  return delivery;
}

/** Seconds for which a browser may keep a private rendition, at most. */
const LONGEST_PRIVATE = 3_600;

/** `Cache-Control` of a rendition: caches of others keep no private one, and nobody keeps it longer than its signature. */
function cacheControl({ endsAt }: Permission, now: Date): string {
  if (!endsAt) return IMMUTABLE;
  const rest = Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 1_000));
  return `private, max-age=${Math.min(rest, LONGEST_PRIVATE)}`;
}

/** The address in the path of a request. Throws a `RequestError` unless it is canonical. */
function addressOf(c: Context): RenditionAddress {
  const { pathname } = new URL(c.req.url);
  const path = `/${pathname.split('/').slice(-3).join('/')}`;
  const read = renditionAddress.parse(path);
  if (read.success) return read.address;
  const { problem, canonical } = read;
  if (canonical !== undefined) {
    throw new RequestError('invalid-recipe', `${problem}; write ${canonical}`);
  }
  // Without a profile and an id, there is no recipe to speak of.
  const isAddress = addressParts(path, ADDRESS_GRAMMAR) !== undefined;
  throw new RequestError(isAddress ? 'invalid-recipe' : 'not-found', problem);
}

/**
 * The key of an address, whose format is chosen by what the client accepts if the address names none. Throws a `RequestError` for a
 * profile, a variant or a format that there is not.
 */
function keyOf(c: Context, config: AddressConfig, address: RenditionAddress): RenditionKey {
  requireServed(config, address);
  if (isKey(address)) return address;
  const formats = formatsAt(config, address);
  if (formats.length === 0) {
    throw new RequestError(
      'not-found',
      'the format depends on the image; the image lists its renditions',
    );
  }
  c.header('vary', 'Accept', { append: true });
  const chosen = negotiateFormat(c.req.header('accept'), formats, NEGOTIATION_TABLE);
  const format = OUTPUT_FORMATS.find((format) => format === chosen);
  if (!format) throw new Error(`no format was chosen of ${formats.join(', ')}`);
  return { ...address, format };
}

/** The response with a rendition that was just made, which is kept while it is sent. */
function madeResponse(
  c: Context,
  { format }: RenditionKey,
  { data, durations }: MadeRendition,
  joined: boolean,
): Response {
  const timing = Object.entries(durations).map(([step, ms]) => `${step};dur=${Math.round(ms)}`);
  c.header('cache-status', `Thumbing; fwd=miss; ${joined ? 'collapsed' : 'stored'}`);
  c.header('server-timing', timing.join(', '));
  c.header('content-type', FORMATS[format].contentType);
  const etag = contentEtag(data);
  c.header('etag', etag);
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.some((tag) => tag === etag || tag === '*')) return c.body(null, 304);
  c.header('content-length', String(data.length));
  return c.body(Uint8Array.from(data));
}
