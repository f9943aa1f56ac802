/** The fields of a CloudFront viewer request that `negotiate` reads. */
interface ViewerRequest {
  uri: string;
  readonly headers: Readonly<Record<string, { readonly value: string } | undefined>>;
}

/**
 * Appends an extension to the path of a variant (`/avatar/{id}/large`): the available format that the client
 * prefers by `Accept`. AVIF and WebP must be accepted by name, because browsers that lack them send `image/*`
 * too. A client that accepts no available format gets the most compatible one, not a 406.
 *
 * CloudFront runs the source text of this function, so it imports nothing and uses only features of the runtime
 * `cloudfront-js-2.0`.
 */
export function negotiate(
  request: ViewerRequest,
  formatsOf: Readonly<
    Record<string, Readonly<Record<string, readonly string[] | undefined>> | undefined>
  >,
): ViewerRequest {
  const path = request.uri.split('/');
  const profile = path[1] === undefined ? undefined : formatsOf[path[1]];
  // Excludes inherited properties: `/constructor/...`, `/avatar/{id}/constructor`.
  if (profile === undefined || !Array.isArray(profile['*'])) return request;
  const own = path[3] === undefined ? undefined : profile[path[3]];
  const formats = Array.isArray(own) ? own : profile['*'];
  if (formats.length === 0) return request;

  /** Quality values by media range; the last of several counts. */
  const weights: Record<string, number | undefined> = {};
  const accept = request.headers['accept'];
  (accept === undefined ? '*/*' : accept.value).split(',').forEach((range) => {
    const parts = range.split(';').map((part) => part.trim().toLowerCase());
    const name = parts[0];
    const q = parts.find((part) => /^q\s*=/.test(part));
    const weight = q === undefined ? 1 : Number(q.slice(q.indexOf('=') + 1));
    if (name !== undefined) weights[name] = weight >= 0 && weight <= 1 ? weight : 0;
  });
  const weigh = (format: string): number => {
    const named = weights['image/' + format];
    if (named !== undefined) return named;
    if (format === 'avif' || format === 'webp') return 0;
    const anyImage = weights['image/*'];
    const anything = weights['*/*'];
    return anyImage !== undefined ? anyImage : anything !== undefined ? anything : 0;
  };

  // In order of file size, because the first of equal weights wins.
  const best = ['avif', 'webp', 'jpeg', 'png', 'gif']
    .filter((format) => formats.includes(format))
    .reduce((best, format) => (weigh(format) > weigh(best) ? format : best));
  const safest = ['jpeg', 'png', 'gif', 'webp', 'avif'].find((format) => formats.includes(format));
  request.uri += '.' + (weigh(best) > 0 || safest === undefined ? best : safest);
  return request;
}
