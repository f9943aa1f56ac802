import { addressParts, negotiateFormat, type AddressParts } from '@thumbing/config';
import { problemResponse } from './answer-request.ts';
import type { EdgeData } from './edge-data.ts';
import type { EdgeResponse, ViewerRequest } from './edge-request.ts';

/*
 * CloudFront runs the source text of these functions, as it does that of `answer-request.ts`.
 */

/** The value of a record for a name, which may be that of a property that all objects have. */
export function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.keys(record).indexOf(name) === -1 ? undefined : record[name];
}

/** The formats of a canonical address, or the reason why there are none. */
export function formatsOf(parts: AddressParts, data: EdgeData): readonly string[] | string {
  const profile = ownOf(data.profiles, parts.profile);
  if (profile === undefined) return `there is no profile '${parts.profile}'`;
  const words = parts.what.split(',');
  const variant = String(words[0]);
  if (variant.indexOf('=') !== -1) {
    return profile.r === 1 ? profile.f : `${parts.profile} has variants only`;
  }
  const formats = ownOf(profile.v, variant);
  if (formats === undefined) return `there is no variant '${variant}'`;
  if (words[1] !== undefined) {
    const width = Number(words[1].slice(6));
    if (profile.w === undefined || profile.w.indexOf(width) === -1) {
      return `${parts.profile} is not made ${width} wide`;
    }
  }
  if (typeof formats !== 'string') return formats === 1 ? profile.f : formats;
  return words.length === 1 && parts.format !== ''
    ? formats.split(' ')
    : 'the format depends on the image; the image lists its renditions';
}

/** The request for an address, in the format that the address names or the client prefers; or a refusal. */
export function forward(
  request: ViewerRequest,
  problem: string | undefined,
  data: EdgeData,
): ViewerRequest | EdgeResponse {
  const parts = addressParts(request.uri, data.grammar);
  if (problem !== undefined || parts === undefined) {
    return problemResponse(400, 'invalid-recipe', String(problem));
  }
  const formats = formatsOf(parts, data);
  if (typeof formats === 'string') return problemResponse(404, 'not-found', formats);
  if (parts.format === '') {
    const accept = request.headers['accept'];
    const accepted = accept === undefined ? undefined : accept.value;
    request.uri += '.' + negotiateFormat(accepted, formats, data.table);
  } else if (formats.indexOf(parts.format) === -1) {
    return problemResponse(404, 'not-found', `${parts.profile} is not made as ${parts.format}`);
  }
  return request;
}
