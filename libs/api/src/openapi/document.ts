import { bindingsOf, type Api } from '../api-env.ts';

/** Security requirement of every route under `/v1`. */
export const BEARER_TOKEN = [{ bearer: [] }];

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
    { name: 'service', description: 'Profiles and health.' },
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
  api.doc31('/openapi.json', (c) => ({
    ...DOCUMENT,
    servers: [{ url: bindingsOf(c).prefix || '/' }],
  }));
}
