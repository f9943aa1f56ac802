/** The fields of a CloudFront viewer request that `negotiate` reads. */
interface ViewerRequest {
  uri: string;
  readonly headers: Readonly<Record<string, { readonly value: string } | undefined>>;
}

/** The formats, as far as negotiation depends on them. */
export interface FormatTable {
  /** Media types, in the order of preference: of equal weights the first one wins. */
  readonly preferred: readonly (readonly [format: string, contentType: string])[];
  /** Formats that any client may get, in that order, when it accepts none. */
  readonly universalFirst: readonly string[];
  /** Formats that a client must accept by name, because browsers that lack them send `image/*` too. */
  readonly mustBeNamed: readonly string[];
  /** Formats by their other extensions. */
  readonly aliases: Readonly<Record<string, string | undefined>>;
}

/**
 * Appends an extension to the path of a variant (`/avatar/{id}/large`): the available format that the client
 * prefers by `Accept`. A client that accepts no available format gets the most compatible one, not a 406. Another
 * extension of a format is replaced by the format's own: `.jpg` by `.jpeg`.
 *
 * CloudFront runs the source text of this function and of `qualityValues`, so they import nothing and use only features
 * of the runtime `cloudfront-js-2.0`.
 */
export function negotiate(
  request: ViewerRequest,
  formatsOf: Readonly<
    Record<string, Readonly<Record<string, readonly string[] | undefined>> | undefined>
  >,
  table: FormatTable,
): ViewerRequest {
  const path = request.uri.split('/');
  const profile = path[1] === undefined ? undefined : formatsOf[path[1]];
  // Excludes inherited properties: `/constructor/...`, `/avatar/{id}/constructor`.
  if (profile === undefined || !Array.isArray(profile['*'])) return request;
  const dot = request.uri.lastIndexOf('.');
  const named = table.aliases[request.uri.slice(dot + 1)];
  if (dot !== -1 && typeof named === 'string') {
    request.uri = request.uri.slice(0, dot + 1) + named;
    return request;
  }
  const own = path[3] === undefined ? undefined : profile[path[3]];
  const formats = Array.isArray(own) ? own : profile['*'];
  if (formats.length === 0) return request;

  const accept = request.headers['accept'];
  const weights = qualityValues(accept === undefined ? '*/*' : accept.value);
  const weigh = (format: readonly [string, string]): number => {
    const accepted = weights[format[1]];
    if (accepted !== undefined) return accepted;
    if (table.mustBeNamed.includes(format[0])) return 0;
    const anyImage = weights['image/*'];
    const anything = weights['*/*'];
    return anyImage !== undefined ? anyImage : anything !== undefined ? anything : 0;
  };

  const best = table.preferred
    .filter((format) => formats.includes(format[0]))
    .reduce((best, format) => (weigh(format) > weigh(best) ? format : best));
  const safest = table.universalFirst.find((format) => formats.includes(format));
  request.uri += '.' + (weigh(best) > 0 || safest === undefined ? best[0] : safest);
  return request;
}

/** The quality values of an `Accept` header by media range; the last of several counts. */
export function qualityValues(accept: string): Record<string, number | undefined> {
  const weights: Record<string, number | undefined> = {};
  accept.split(',').forEach((range) => {
    const parts = range.split(';').map((part) => part.trim().toLowerCase());
    const name = parts[0];
    const q = parts.find((part) => /^q\s*=/.test(part));
    const weight = q === undefined ? 1 : Number(q.slice(q.indexOf('=') + 1));
    if (name !== undefined) weights[name] = weight >= 0 && weight <= 1 ? weight : 0;
  });
  return weights;
}
