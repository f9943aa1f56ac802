import { bindingsOf, type Api } from '../api-env.ts';
import { cacheControl, SELDOM_CHANGES } from '../middleware/response-headers.ts';

/** Security requirement of every route under `/v1`. */
export const BEARER_TOKEN = [{ bearer: [] }];

const PATH = '/openapi.json';

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Thumbing',
    version: '1',
    description:
      'Upload originals, wait for their renditions, and get their URLs. ' +
      'Errors are problem details (RFC 9457) with a stable `code`.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  tags: [
    { name: 'images', description: 'Your uploads and their renditions.' },
    { name: 'delivery', description: 'Public redirects to the newest renditions.' },
    { name: 'service', description: 'Profiles, health, and descriptions of the API.' },
  ],
};

/** `GET /openapi.json`: generated from the schemas that validate requests. */
export function addOpenApi(api: Api): void {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of the configured issuer; its `sub` is the owner.',
  });
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: PATH,
    operationId: 'openApi',
    tags: ['service'],
    summary: 'Describe the API',
    description: 'OpenAPI 3.1, generated from the schemas that validate requests.',
    security: [],
    responses: {
      200: {
        description: 'This document.',
        content: { 'application/json': { schema: { type: 'object' } } },
      },
    },
  });
  api.use(PATH, cacheControl(SELDOM_CHANGES));
  api.doc31(PATH, (c) => ({
    ...DOCUMENT,
    servers: [{ url: bindingsOf(c).prefix || '/' }],
  }));
}
