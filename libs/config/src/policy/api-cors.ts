/** CORS policy of the API, whichever component answers the preflight request. */
export const API_CORS = {
  methods: ['GET', 'POST', 'DELETE'],
  headers: ['authorization', 'content-type'],
  exposed: ['location'],
  /** Seconds that a browser may cache a preflight response. */
  maxAge: 600,
} as const;
