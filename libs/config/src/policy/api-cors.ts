/** CORS policy of the API, whichever component answers the preflight request. */
export const API_CORS = {
  /** Methods that pages may use. */
  methods: ['GET', 'POST', 'DELETE'],
  /** Request headers that pages may send. */
  headers: ['authorization', 'content-type'],
  /** Response headers that pages may read: the path of a new image, and when to send more requests. */
  exposed: ['location', 'ratelimit', 'ratelimit-policy', 'retry-after'],
  /** Seconds that a browser may cache a preflight response. */
  maxAge: 600,
} as const;
