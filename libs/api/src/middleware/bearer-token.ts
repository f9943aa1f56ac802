/** RFC 6750: a case-insensitive scheme, and a token of the `b64token` characters. */
const BEARER = /^bearer +([\w.~+/-]+=*) *$/i;

/** The token of an Authorization header, or `undefined` if it has none. */
export const bearerToken = (authorization = ''): string | undefined =>
  BEARER.exec(authorization)?.[1];
