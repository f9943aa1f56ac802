import type { RequestErrorCode } from '@thumbing/pipeline';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { RATE_LIMIT, RETRY_AFTER, type ResponseHeader } from '../openapi/headers.ts';

export interface ProblemType {
  readonly status: ContentfulStatusCode;
  /** Headers of the response, for the OpenAPI document. */
  readonly headers?: Readonly<Record<string, ResponseHeader>>;
  /** Meaning of the code, for the OpenAPI document. */
  readonly summary: string;
  /** A `detail` of one occurrence. */
  readonly example: string;
}

/** Every problem that the API reports, and its status. */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    summary: 'The body or the query is invalid.',
    example: 'bytes: give the size of the upload, 1 byte or more; color: unknown field; remove it',
  },
  'unknown-profile': {
    status: 400,
    summary: 'The profile does not exist.',
    example: "there is no profile 'poster'; the profiles are: avatar, banner, photo",
  },
  'bad-cursor': {
    status: 400,
    summary: 'The cursor was not returned by a list.',
    example: "'yesterday' is not a cursor returned by a list",
  },
  unauthorized: {
    status: 401,
    summary: 'The token is missing, invalid or expired.',
    example: "send a token as 'Authorization: Bearer <token>'",
  },
  'not-found': {
    status: 404,
    summary: 'The resource does not exist, or belongs to another owner.',
    example: "you have no image '01920000-0000-7000-8000-000000000001'",
  },
  'method-not-allowed': {
    status: 405,
    summary: 'The path does not support this method; `Allow` lists the methods that it supports.',
    example: '/v1/profiles does not support PUT; it supports GET, HEAD',
  },
  'too-large': {
    status: 413,
    summary: 'The upload has more bytes than its profile accepts.',
    example: 'avatar accepts at most 10 MB; this upload is 12 MB',
  },
  'body-too-large': {
    status: 413,
    summary: 'The request body is too large.',
    example: 'the request body exceeds 16 KiB; send the original itself to `upload.url`',
  },
  'unsupported-type': {
    status: 415,
    summary:
      'The profile does not accept the content type of the upload, or the request body is not JSON.',
    example: "avatar does not accept 'image/bmp'; it accepts: image/jpeg, image/png",
  },
  'quota-exceeded': {
    status: 429,
    summary: 'The owner has used up a quota; `RateLimit` says which.',
    headers: { ...RETRY_AFTER, ...RATE_LIMIT },
    example:
      'your quota grantsPerDay has 0 of 10000 left, and this upload needs 1; try again in 1 day',
  },
  internal: {
    status: 500,
    summary: 'An unexpected error occurred.',
    example: 'an internal error occurred; try again later',
  },
  unavailable: {
    status: 503,
    summary: 'A dependency of the API does not respond.',
    example: 'tokens cannot be verified at the moment; try again later',
  },
  'not-ready': {
    status: 503,
    summary: 'The service cannot do its work.',
    headers: RETRY_AFTER,
    example: 'disk: 12 MB are free, less than 200 MB; free some space',
  },
  'out-of-space': {
    status: 507,
    summary: 'The storage is full.',
    example: 'there is no space left for another image; nothing was stored',
  },
} as const satisfies Record<RequestErrorCode, ProblemType> & Record<string, ProblemType>;
export type ProblemCode = keyof typeof PROBLEMS;

/** Reason phrases of RFC 9110; 429 is of RFC 6585, and 507 of RFC 4918. */
export const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
} as const satisfies Record<(typeof PROBLEMS)[ProblemCode]['status'], string>;
