/** A viewer request, as far as CloudFront Functions shows it and this one reads it. */
interface ViewerRequest {
  uri: string;
  readonly headers: Readonly<Record<string, { readonly value: string } | undefined>>;
}

/**
 * Completes the address of a variant without a format (`/avatar/{id}/large`) by the format that it
 * has and the viewer likes best. AVIF and WebP are for viewers that name them: browsers without
 * them say `image/*` too. Nobody is refused: who accepts nothing gets what everything can show.
 *
 * It runs in CloudFront, by its source text: no imports, and only what the runtime
 * `cloudfront-js-2.0` knows.
 */
export function negotiate(
  request: ViewerRequest,
  formatsOf: Readonly<
    Record<string, Readonly<Record<string, readonly string[] | undefined>> | undefined>
  >,
): ViewerRequest {
  const path = request.uri.split('/');
  const profile = path[1] === undefined ? undefined : formatsOf[path[1]];
  // `/constructor/` finds something too, and so does `/avatar/{id}/constructor`.
  if (profile === undefined || !Array.isArray(profile['*'])) return request;
  const own = path[3] === undefined ? undefined : profile[path[3]];
  const formats = Array.isArray(own) ? own : profile['*'];
  if (formats.length === 0) return request;

  /** What each media range of the header weighs; the last of the same name counts. */
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

  // The smallest files first: of equals, the first wins.
  const best = ['avif', 'webp', 'jpeg', 'png', 'gif']
    .filter((format) => formats.includes(format))
    .reduce((best, format) => (weigh(format) > weigh(best) ? format : best));
  const safest = ['jpeg', 'png', 'gif', 'webp', 'avif'].find((format) => formats.includes(format));
  request.uri += '.' + (weigh(best) > 0 || safest === undefined ? best : safest);
  return request;
}
