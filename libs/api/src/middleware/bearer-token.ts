/** RFC 6750: the scheme in any case, and the characters that a token may have. */
const BEARER = /^bearer +([\w.~+/-]+=*) *$/i;

/** The token in an Authorization header, or `undefined` where there is none. */
export const bearerToken = (authorization = ''): string | undefined =>
  BEARER.exec(authorization)?.[1];
