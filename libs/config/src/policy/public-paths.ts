/** Paths of the API that need no token, as its routes name them. API Gateway refuses every path that is neither here nor under `/v1`. */
export const PUBLIC_PATHS = [
  '/latest/{profile}/{owner}/{file}',
  '/health',
  '/ready',
  '/openapi.json',
  '/events.schema.json',
  '/asyncapi.json',
] as const;
