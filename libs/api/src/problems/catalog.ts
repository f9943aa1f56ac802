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
  'invalid-recipe': {
    status: 400,
    summary:
      'The address of a rendition is not canonical, or its recipe cannot be followed. `detail` has the canonical address, if there is one.',
    example:
      "width is '0640': write a whole number in its shortest form; write /photo/01920000-0000-7000-8000-000000000001/width=640",
  },
  unauthorized: {
    status: 401,
    summary: 'The token is missing, invalid or expired.',
    example: "send a token as 'Authorization: Bearer <token>'",
  },
  'bad-signature': {
    status: 403,
    summary: 'The address needs a signature, and has none that is valid.',
    example: 'the signature in `s` is not one for this address; sign it with a current key',
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
  'image-not-ready': {
    status: 409,
    summary: 'The image is still being uploaded or processed.',
    headers: RETRY_AFTER,
    example: 'the image is processing; try again in 2 seconds',
  },
  'ended-signature': {
    status: 410,
    summary: 'The signature of the address of a private rendition has ended.',
    example: 'the signature in `s` has ended; ask for a new address',
  },
  deleted: {
    status: 410,
    summary: 'The image, or the original that a rendition would be made from, is gone for good.',
    example: 'the image was deleted',
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
  'image-error': {
    status: 422,
    summary:
      'The image has no renditions, or this one cannot be made of it. `reason` is the code of the error.',
    example: 'the image is rejected: it is cut off after 40 of 300 rows',
  },
  'too-many-renditions': {
    status: 429,
    summary:
      'The image has as many renditions as it may have, or as many were made today of the images of its owner.',
    headers: { ...RETRY_AFTER, ...RATE_LIMIT },
    example:
      'the image has 200 renditions on request, which is all that delivery.perImage allows; those that exist are served',
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
  busy: {
    status: 503,
    summary:
      'As many renditions are being made as the machine can make, or as many were made today as may be.',
    headers: RETRY_AFTER,
    example: '64 renditions are being made already; try again in 1 second',
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
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
} as const satisfies Record<(typeof PROBLEMS)[ProblemCode]['status'], string>;
