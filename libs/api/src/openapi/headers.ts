/** Description of a response header in the OpenAPI document. */
export interface ResponseHeader {
  readonly description: string;
  readonly schema: { readonly type: 'string' | 'integer'; readonly example?: string | number };
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
export const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds after which to send the request again.',
    schema: { type: 'integer', example: 300 },
  },
} as const satisfies Record<string, ResponseHeader>;

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
export const RATE_LIMIT = {
  'RateLimit-Policy': {
    description: 'Quotas of an owner: `q` is the limit, `w` the window in seconds, `qu` the unit.',
    schema: { type: 'string', example: '"grantsPer5Minutes";q=1000;w=300' },
  },
  RateLimit: {
    description: 'Rest of each quota: `r` is what remains, until `t` seconds have passed.',
    schema: { type: 'string', example: '"grantsPer5Minutes";r=999;t=240' },
  },
} as const satisfies Record<string, ResponseHeader>;
