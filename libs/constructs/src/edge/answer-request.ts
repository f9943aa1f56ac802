import { addressParts, addressProblem } from '@thumbing/config';
import type { EdgeData } from './edge-data.ts';
import type { EdgeResponse, ViewerRequest } from './edge-request.ts';
import { forward } from './forward.ts';

/*
 * CloudFront runs the source text of the functions in this file, so they import nothing, call each other and those of the
 * grammar by name, and use only features of the runtime `cloudfront-js-2.0`.
 */

/** A response with problem details as the API has them. */
export function problemResponse(statusCode: number, code: string, detail: string): EdgeResponse {
  const title = statusCode === 404 ? 'Not Found' : statusCode === 403 ? 'Forbidden' : 'Bad Request';
  return {
    statusCode: statusCode,
    statusDescription: title,
    headers: {
      'content-type': { value: 'application/problem+json' },
      'cache-control': { value: statusCode === 404 ? 'max-age=0, s-maxage=60' : 'no-store' },
    },
    body: JSON.stringify({
      type: 'urn:thumbing:problem:' + code,
      title: title,
      status: statusCode,
      detail: detail,
      code: code,
    }),
  };
}

/** The answer to a preflight: the pages of these origins may read images. */
export function preflight(request: ViewerRequest, origins: readonly string[]): EdgeResponse {
  const origin = request.headers['origin'];
  const isAllowed = origin !== undefined && origins.indexOf(origin.value) !== -1;
  return {
    statusCode: 204,
    statusDescription: 'No Content',
    headers: isAllowed
      ? {
          'access-control-allow-origin': { value: origin.value },
          'access-control-allow-methods': { value: 'GET, HEAD' },
          'access-control-allow-headers': { value: '*' },
          'access-control-max-age': { value: '3600' },
          vary: { value: 'origin' },
        }
      : {},
  };
}

/** Takes the signature from a request, with the query, and with a header that nobody else may set. */
export function takeSignature(request: ViewerRequest): string | undefined {
  const s = request.querystring['s'];
  request.querystring = {};
  delete request.headers['x-thumbing-signature'];
  const first = s === undefined || s.multiValue === undefined ? s : s.multiValue[0];
  return first === undefined ? undefined : first.value;
}

/** The answer to a request that is not for an image; `undefined` if it is. */
export function answerOther(request: ViewerRequest, data: EdgeData): EdgeResponse | undefined {
  if (request.method === 'OPTIONS') return preflight(request, data.origins);
  return /^(GET|HEAD)$/.test(request.method) && /^(\/[^/]+){3}$/.test(request.uri)
    ? undefined
    : problemResponse(404, 'not-found', 'there are images only, at /{profile}/{id}/{what}');
}

/** The refusal of an address with a recipe. */
export function refuseUnsigned(fact: string): EdgeResponse {
  return problemResponse(
    403,
    'bad-signature',
    'an address with a recipe needs a signature in `s`, ' + fact,
  );
}

/**
 * Answers a request where no profile takes recipes. There are no keys, so that no signature is valid; nor is there a
 * grammar of recipes, so that one is not judged before it is refused.
 */
export function answerPlain(request: ViewerRequest, data: EdgeData): ViewerRequest | EdgeResponse {
  const signature = takeSignature(request);
  const other = answerOther(request, data);
  if (other !== undefined) return other;
  const parts = addressParts(request.uri, data.grammar);
  if (parts === undefined || !/^[^,]*=/.test(parts.what)) {
    return forward(request, addressProblem(request.uri, data.grammar), data);
  }
  return refuseUnsigned(
    signature === undefined ? 'and this one has none' : 'and that of this one is not valid',
  );
}
