/** What web pages of `origins` may do with the API, whoever answers their preflights. */
export const API_CORS = {
  methods: ['GET', 'POST', 'DELETE'],
  headers: ['authorization', 'content-type'],
  exposed: ['location'],
  /** Seconds that a browser remembers it. */
  maxAge: 600,
} as const;
